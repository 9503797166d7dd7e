import type { Band } from '../domain/dread.ts'
import type { PictureTheme } from '../domain/seat-diagram.ts'

/** Colours of a picture: those of the editor, but on white paper where it is light, so that it can be printed. */
export interface PictureColours {
  paper: string
  fill: string
  zone: string
  line: string
  text: string
  lit: string
  note: string
}

export const pictureColours: Record<PictureTheme, PictureColours> = {
  light: { paper: '#ffffff', fill: '#f4f5f7', zone: '#e8edfd', line: '#586174', text: '#161b26', lit: '#2b4fd8', note: '#f4f5f7' },
  dark: { paper: '#10131a', fill: '#181c26', zone: '#232c4d', line: '#9aa4b8', text: '#e8ebf2', lit: '#8ea8ff', note: '#1f2430' },
}

export interface HeatColours {
  fill: string
  text: string
}

/** Fills by severity, the same as on every page; with the band's letter, for they are never told by colour alone. */
export const heatColours: Record<PictureTheme, Record<Band, HeatColours>> = {
  light: {
    Critical: { fill: '#5b0f3a', text: '#ffffff' },
    High: { fill: '#c2410c', text: '#ffffff' },
    Medium: { fill: '#f0b429', text: '#2b1f00' },
    Low: { fill: '#d7e3f4', text: '#1d3557' },
  },
  dark: {
    Critical: { fill: '#ffb3d4', text: '#3d0624' },
    High: { fill: '#f0804a', text: '#2a0d00' },
    Medium: { fill: '#b98514', text: '#140d00' },
    Low: { fill: '#3a4f6e', text: '#e3ecf8' },
  },
}
