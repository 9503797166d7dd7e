/** A workshop of the project that is not closed; until it is, no other can be opened. */
export interface OpenWorkshop {
  name: string
  go: () => void
}
