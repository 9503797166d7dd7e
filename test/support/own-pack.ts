/** A sound pack of one rule, which holds for the processes that are not hardened. Tests break a line of it. */
export const ownPack = `pack: own
title: Own rules
version: '1'
rules:
  - id: own-rule
    title: '{element} is old'
    why: '{element} is old, and nobody looks after it.'
    stride: [Tampering]
    on: element
    where: {kind: process}
    when: {hardened: 'no'}
    references: [CWE-1395]
    mitigations: ['Replace it', 'Isolate it']
    dread: {D: 5, R: 5, E: 5, A: 5, Di: 5}
`
