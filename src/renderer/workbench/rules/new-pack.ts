/** What a new pack begins with: sound as it stands, with a word on every part. */
export const newPack = `# A pack of your own. Every part is explained in the guide to rules (docs/rules.md).
pack: my-rules
title: My rules
version: '1.0'
rules:
  - id: my-first-rule
    # {element}, {technology}, {boundary}, {neighbour} and {count} become words of the model;
    # in a rule on a flow also {source}, {target} and {flow}.
    title: '{element} may be changed by anybody who gets in'
    why: '{element} is not hardened. Whoever gets a foothold can change how it works.'
    stride: [Tampering]
    on: element
    # What it is asked of at all: kinds, technologies, neighbours, boundaries. No facts.
    where: {kind: process}
    # What must be true for it to fire. An unknown fact makes a possible finding, and a question.
    when: {hardened: 'no'}
    references: [CWE-1188]
    mitigations:
      - 'Remove what is not needed, and switch off defaults'
      - 'Check the configuration against a baseline, automatically'
    example: 'A test page that came with the server is still reachable in production.'
    not_when: 'Silent where hardening is confirmed.'
    # The bare case, 1 to 10 each. Exposure, data and reach raise it by themselves.
    dread: {D: 5, R: 7, E: 4, A: 5, Di: 5}
`
