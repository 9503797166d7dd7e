/** Nothing longer is the answer of a ballot, in bytes. The application refuses it as well. */
export const longestAnswer = 2_000_000

type Taker = (text: string) => void

const takers = new Set<Taker>()

/** Hands answers that are dropped anywhere on the window to the desk of a workshop, for as long as it is shown. */
export function takeDroppedAnswers(taker: Taker): () => void {
  takers.add(taker)
  return () => takers.delete(taker)
}

/** Gives sealed answers among `files` to the desk that is open; answers the others. */
export async function withoutSealedAnswers(files: readonly File[]): Promise<File[]> {
  const others: File[] = []
  for (const file of files) {
    const text = takers.size > 0 && file.size <= longestAnswer && file.name.toLowerCase().endsWith('.json') ? await file.text() : ''
    if (/^\s*\{\s*"format"\s*:\s*"dreadnought-sealed-ballot\//.test(text)) for (const take of takers) take(text)
    else others.push(file)
  }
  return others
}
