import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { Stride } from '../../shared/domain/stride.ts'

// The domain's own lists live in modules that load zod, which has no place on a phone; the types keep these honest.
export const factors = ['damage', 'reproducibility', 'exploitability', 'affectedUsers', 'discoverability'] as const satisfies readonly DreadFactor[]

export const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

export const strideLetters = {
  Spoofing: 'S',
  Tampering: 'T',
  Repudiation: 'R',
  'Information Disclosure': 'I',
  'Denial of Service': 'D',
  'Elevation of Privilege': 'E',
} as const satisfies Record<Stride, string>

export const strides = ['Spoofing', 'Tampering', 'Repudiation', 'Information Disclosure', 'Denial of Service', 'Elevation of Privilege'] as const satisfies readonly Stride[]
