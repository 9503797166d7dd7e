import { type Catalogue, loadCatalogue } from '../stride/vocabulary/catalogue.ts'
import type { AppContext, Jobs, JobTable } from './context.ts'

const catalogues = new Map<string, Catalogue>()

/** The reference catalogue of a resources folder, read by the first who needs it: it is not on the way to a usable library. */
export function catalogueOf({ resources }: Pick<AppContext, 'resources'>): Catalogue {
  const known = catalogues.get(resources)
  if (known) return known
  const catalogue = loadCatalogue(resources)
  catalogues.set(resources, catalogue)
  return catalogue
}

/** The words of facts and technologies. The worker reads them, once: reading the files would keep every room from its votes. */
export function createWords(jobs: Jobs): () => Promise<JobTable['words']['output']> {
  let words: Promise<JobTable['words']['output']> | undefined
  return () => {
    if (words === undefined) {
      words = jobs.run('words', {})
      words.catch(() => (words = undefined))
    }
    return words
  }
}
