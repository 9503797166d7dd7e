/** What is used of the package, which has no types of its own. */
declare module 'bidi-js' {
  interface Bidi {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): { levels: Uint8Array; paragraphs: { start: number; end: number; level: number }[] }
    /** Ranges to be reversed one after the other; ends included. */
    getReorderSegments(text: string, levels: { levels: Uint8Array; paragraphs: { start: number; end: number; level: number }[] }): [number, number][]
    getMirroredCharacter(character: string): string | null
  }
  const factory: () => Bidi
  export default factory
}

/** What pdfkit's types leave out, and a page's content is written with. */
declare namespace PDFKit {
  interface PDFDocument {
    readonly _font: import('./pdf-kit-font.ts').PDFKitFont
  }
}
