"""The exchange: usable without Qt and without the desktop. docs/protocol.md is its contract, byte for byte.

A saved version that leaves the PC is a *change*; changes travel in signed *envelopes*; the portal answers
each change with a signed *receipt*. Bytes are truth: a change's canonical line is stored and hashed as it
is, for ever. After any doubt the state is *unknown*, and the next thing said is "which of these do you
hold?".

Floors, top to bottom, imports running down:

    cli                                     sangkien-portal
    portal                                  the other side: house, app, intake, storage, blobs, faults,
    serving engine, enrolment                       a round of exchange; pinning a portal from its paper
    code calls, conversation, transport          what is said next (pure), how it is put, what came of it
    outbox_sending, _answers, _questions    what is due; what was answered; what screens ask outbox
    the desktop's door: identity, peer, freeze outbox_tables, outcomes                 tables; values of
    an exchange signing, rules                          keys and signatures; what may be sent wire,
    merkle, paper_code, database, clock

Only `transport` speaks HTTP; only `database`, `outbox*` and `portal.storage*` speak SQL; only `clock`
asks for the time. Nothing here makes a sentence but `cli`: codes and values go up, words are made there.
"""
