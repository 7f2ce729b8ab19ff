"""The exchange: usable without Qt and without the desktop. docs/protocol.md is its contract, byte for byte.

A saved version that leaves the PC is a *change*; changes travel in signed *envelopes*, over a line or in
a *bundle* that is carried; the portal answers each change with a signed *receipt*. Bytes are truth: a
change's canonical line is stored and hashed as it is, for ever. After any doubt the state is *unknown*,
and the next thing said is "which of these do you hold?".

Floors, top to bottom, imports running down:

- `cli`: the program sangkien-portal
- `portal`: the other side (house, app, taking, intake, ingest, uploads, storage, blobs, serving, faults)
- `engine`, `bundle`, `enrolment`: a round of exchange; the same carried; a portal pinned from its paper code
- `exchange` on `dispatch` on `spoken`: the round under way; its envelopes; each thing said, counted
- `conversation`, `calls`, `transport`: what is said next (pure), how it is put, what came of it;
  `bundle_format`: a volume's bytes; `outbox`: the desktop's door; `outbox_*`: what is due, what was
  answered, what screens ask, the tables; `outcomes`: values of an exchange
- `signing`, `paper_code`: keys, signatures, what stands on paper; `foreseen`: what an answer most likely says
- `rules`: what may be sent, run by both ends
- `wire`, `wire_calls`, `packing`, `merkle`, `jcs`, `database`, `clock`

Only `transport` speaks HTTP; only `database`, `outbox*` and `portal.storage*` speak SQL; only `clock`
asks for the time. Nothing here makes a sentence but `cli`: codes and values go up, words are made there.
"""
