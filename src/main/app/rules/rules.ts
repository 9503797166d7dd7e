import { type Catalogue, loadCatalogue } from '../../stride/vocabulary/catalogue.ts'
import type { AppContext, Jobs, JobTable } from '../context.ts'

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
  return once(() => jobs.run('words', {}))
}

/** What labels of drawn parts are read by; the worker makes it, once. */
export function createRecogniser(jobs: Jobs): () => Promise<JobTable['recogniser']['output']> {
  return once(() => jobs.run('recogniser', {}))
}

/** Asked for once, and again only where that did not work. */
function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined
  return () => {
    if (asked === undefined) {
      asked = ask()
      asked.catch(() => (asked = undefined))
    }
    return asked
  }
}
