/** Mermaid in one piece: of the package's other entry six hundred small files would be looked for and read. */
declare module 'mermaid/dist/mermaid.esm.min.mjs' {
  export { default } from 'mermaid'
}
