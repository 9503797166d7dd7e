import { useQuery } from '@tanstack/react-query'
import { useApi } from '../api.tsx'
import { useLanguage } from '../i18n.ts'
import type { FactDefinition, Technology } from './vocabulary.ts'

const noFacts: FactDefinition[] = []
const noTechnologies: Technology[] = []

/** The words that facts and technologies are said in. They change only with the language. */
export function useVocabulary(): { facts: readonly FactDefinition[]; technologies: readonly Technology[] } {
  const api = useApi()
  const language = useLanguage()
  const facts = useQuery({ queryKey: ['vocabulary', 'facts', language], queryFn: () => api.model.factDefinitions({ language }) })
  const technologies = useQuery({ queryKey: ['vocabulary', 'technologies'], queryFn: () => api.model.technologies() })
  return { facts: facts.data ?? noFacts, technologies: technologies.data ?? noTechnologies }
}
