/** A new id for a row of the header; it only needs to be unique within the header. */
export function newRowId(): string {
  return `row-${Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('')}`
}
