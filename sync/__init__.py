"""The exchange: usable without Qt and without the desktop.

A saved version that leaves the PC is a *change*; changes travel in signed *envelopes*; the portal
answers each change with a signed *receipt*. Bytes are truth: a change's canonical line is stored and
hashed as it is, for ever. After any doubt the state is *unknown*, and the next thing said is "which of
these do you hold?".

Layers, top to bottom: cli, portal, engine, bundle and conversation, transport, outbox, merge and
signing, rules, wire, database, clock. Only ``transport`` speaks HTTP; only ``database``, ``outbox`` and
``portal.storage`` speak SQL.
"""
