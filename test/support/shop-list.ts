/** A list of two threats as a workshop brings it along, one with the marker and above the treatment line, one without and below it. */
export const shopList = [
  'Threats of a small shop, by STRIDE.',
  '',
  '1. SPOOFING',
  '• SS1 – Borrowed badge  +',
  '  Description: Somebody walks in with the badge of a colleague who is on holiday.',
  '  D:8 R:7 E:7 A:9 Di:6 → Total:37',
  '',
  '2. TAMPERING',
  '• TM1 – Swapped label  -',
  '  Description: The label of a parcel is replaced before it is scanned.',
  '  D:3 R:4 E:5 A:2 Di:6 → Total:20',
  '',
].join('\n')
