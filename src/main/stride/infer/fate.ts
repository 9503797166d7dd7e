import { originPhrases } from '../../../shared/domain/fact.ts'
import type { ElementNode } from '../graph/graph.ts'
import { joinLabels } from '../packs/template.ts'
import { inferred, steps, type Reckoning } from './ledger.ts'

const fewDepend = inferred('no', originPhrases.say('few-depend'))

/**
 * Whether several parts share the fate of one: they run inside it, or send their work to it. People and systems outside do not count,
 * for what they lose is the service, not a part of it.
 */
export function inferSharedFate({ ledger, near }: Reckoning): void {
  for (const element of near.elements) {
    const open = element.object.kind !== 'external-entity' && ledger.stated(element, 'shared_fate') === undefined
    ledger.enter(element, steps.fate, 'shared_fate', open ? fateOf(element) : undefined)
  }
}

function fateOf(element: ElementNode): ReturnType<typeof inferred> {
  const parts = dependants(element)
  if (parts.length < 2) return fewDepend
  return inferred('yes', originPhrases.say('many-depend', { way: `${joinLabels(parts.map(({ label }) => label))} -> ${element.label}` }))
}

/** By id, so that the order in the model makes no difference. */
function dependants(element: ElementNode): ElementNode[] {
  if (element.incoming.length + element.hosted.length < 2) return []
  const parts = new Set(element.hosted)
  for (const { source, target } of element.incoming) if (target === element && source !== element && source.object.kind === 'process') parts.add(source)
  return [...parts].sort((a, b) => (a.id < b.id ? -1 : 1))
}
