/** What is used of one of pdfkit's fonts. Lengths in thousandths of the size. */
export interface PDFKitFont {
  id: string
  ref(): unknown
  /** Glyphs of the subset in hexadecimal, in the order in which they stand, and their places. With features given, even none, the text is shaped as a whole. */
  encode(text: string, features?: readonly string[]): [string[], { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number; advanceWidth: number }[]]
}
