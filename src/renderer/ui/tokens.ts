/**
 * Colours, sizes and type shared by every page. Severity steps differ in lightness as well as hue, and are always
 * shown with a letter and a bar count, so that they read in grey and for the colour-blind (checked against
 * deuteranopia and protanopia: neighbouring steps differ by at least 15 in CIE L*).
 */
export const grid = 4

export const fontFamily = '"Inter Variable", Inter, system-ui, sans-serif'

export interface Palette {
  background: string
  surface: string
  raised: string
  line: string
  lineStrong: string
  text: string
  muted: string
  accent: string
  /** The accent under the pointer: as readable below `accentText`. */
  accentStrong: string
  accentText: string
  accentSoft: string
  danger: string
  warning: string
  success: string
}

export const light: Palette = {
  background: '#f4f5f7',
  surface: '#ffffff',
  raised: '#ffffff',
  line: '#e1e4ea',
  lineStrong: '#bfc6d1',
  text: '#161b26',
  muted: '#586174',
  accent: '#2b4fd8',
  accentStrong: '#2140b4',
  accentText: '#ffffff',
  accentSoft: '#e8edfd',
  danger: '#b3261e',
  warning: '#8a5a00',
  success: '#17683f',
}

export const dark: Palette = {
  background: '#10131a',
  surface: '#181c26',
  raised: '#1f2430',
  line: '#2b3140',
  lineStrong: '#4a5366',
  text: '#e8ebf2',
  muted: '#9aa4b8',
  accent: '#8ea8ff',
  accentStrong: '#a9bdff',
  accentText: '#0d1330',
  accentSoft: '#232c4d',
  danger: '#ff8a80',
  warning: '#f2c14e',
  success: '#6fd19c',
}

/** How hot something is, in four steps of one hue that differ in lightness; `0` is the coolest. Always with bars and a figure. */
export const heatLight: readonly SeverityLook[] = [
  { fill: '#fcefd2', text: '#2b1300' },
  { fill: '#f3c078', text: '#2b1300' },
  { fill: '#dd7a36', text: '#1f0d00' },
  { fill: '#7a1f0e', text: '#ffffff' },
]

export const heatDark: readonly SeverityLook[] = [
  { fill: '#3d2c1a', text: '#fff3e0' },
  { fill: '#7d4b1b', text: '#fff8ee' },
  { fill: '#d98a3d', text: '#1f0d00' },
  { fill: '#ffe2b5', text: '#2b1300' },
]

export interface SeverityLook {
  fill: string
  text: string
}

export const severityLight: Record<'Critical' | 'High' | 'Medium' | 'Low', SeverityLook> = {
  Critical: { fill: '#5b0f3a', text: '#ffffff' },
  High: { fill: '#c2410c', text: '#ffffff' },
  Medium: { fill: '#f0b429', text: '#2b1f00' },
  Low: { fill: '#d7e3f4', text: '#1d3557' },
}

export const severityDark: Record<'Critical' | 'High' | 'Medium' | 'Low', SeverityLook> = {
  Critical: { fill: '#ffb3d4', text: '#3d0624' },
  High: { fill: '#f0804a', text: '#2a0d00' },
  Medium: { fill: '#b98514', text: '#140d00' },
  Low: { fill: '#3a4f6e', text: '#e3ecf8' },
}
