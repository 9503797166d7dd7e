import { z } from 'zod'

/** The six STRIDE categories, in the order of the word. */
export const strideCategories = [
  'Spoofing',
  'Tampering',
  'Repudiation',
  'Information Disclosure',
  'Denial of Service',
  'Elevation of Privilege',
] as const

export const Stride = z.enum(strideCategories)
export type Stride = z.infer<typeof Stride>

/** Prefix of a threat's display id, such as the `SS` of `SS4`, by its primary category. */
export const displayPrefix: Record<Stride, string> = {
  Spoofing: 'SS',
  Tampering: 'TM',
  Repudiation: 'RP',
  'Information Disclosure': 'ID',
  'Denial of Service': 'DoS',
  'Elevation of Privilege': 'EP',
}

/** The letter on a category's badge. */
export const strideLetter: Record<Stride, string> = {
  Spoofing: 'S',
  Tampering: 'T',
  Repudiation: 'R',
  'Information Disclosure': 'I',
  'Denial of Service': 'D',
  'Elevation of Privilege': 'E',
}
