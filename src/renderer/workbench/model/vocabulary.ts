import type { Api } from '../api.tsx'

/** What a fact is called and asked, and what its answers are called, in the page's language. */
export type FactDefinition = Awaited<ReturnType<Api['model']['factDefinitions']>>[number]
/** What an element may be made of. */
export type Technology = Awaited<ReturnType<Api['model']['technologies']>>[number]
