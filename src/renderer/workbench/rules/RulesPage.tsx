import Box from '@mui/material/Box'
import { lazy, Suspense, useEffect, useState } from 'react'
import { RuleBrowser } from './RuleBrowser.tsx'
import type { PackDraft } from './draft.ts'
import { clearRuleOfUrl, ruleOfUrl } from './rules-url.ts'

// The editor's library is larger than all the rest of this page.
const RuleEditor = lazy(async () => ({ default: (await import('./RuleEditor.tsx')).RuleEditor }))

/** Packs and rules of the library, what this project makes of them, and the editor of the user's own. */
export function RulesPage({ project }: { project: string }) {
  const [draft, setDraft] = useState<PackDraft | null>(null)
  const [asked] = useState(ruleOfUrl)
  useEffect(clearRuleOfUrl, [])
  if (!draft) return <RuleBrowser project={project} asked={asked} onEdit={setDraft} />
  return (
    <Suspense fallback={<Box sx={{ p: 6 }} />}>
      <RuleEditor project={project} draft={draft} onClose={() => setDraft(null)} />
    </Suspense>
  )
}
