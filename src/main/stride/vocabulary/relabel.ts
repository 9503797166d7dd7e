import { type Facts, originPhrases } from '../../../shared/domain/fact.ts'
import type { ElementKind } from '../../../shared/domain/model.ts'
import { recognise, type Recogniser } from './recognise.ts'

/** What a label says by itself. */
export interface LabelReading {
  technology: string | null
  /** The technology's; null where the label names none. */
  kind: ElementKind | null
  facts: Facts
}

const nowhere = { id: '', diagram: '', key: '', parent: null, position: null, sourceId: null, notes: '', facts: {} }

/** Reads an element's label. `kind` is what somebody drew it as; null where nobody said, and then the technology says it. */
export function readElementLabel(label: string, kind: ElementKind | null, recogniser: Recogniser): LabelReading {
  const read = (as: ElementKind) => recognise({ diagrams: [], flows: [], boundaries: [], elements: [{ ...nowhere, label, kind: as, technology: null }] }, { recogniser }).elements[0]
  const technology = read('process')?.technology ?? null
  const known = technology === null ? null : (recogniser.technologies.get(technology)?.kind ?? null)
  const drawn = kind ?? known ?? 'process'
  // A process stays one here: whoever draws says what it is.
  const facts = drawn === 'process' && known !== null && known !== 'process' ? wordsOnly(label, recogniser) : (read(drawn)?.facts ?? {})
  return { technology, kind: known, facts }
}

/** Facts that a label states of a process, whatever technology it names. */
function wordsOnly(label: string, recogniser: Recogniser): Facts {
  const words = { ...recogniser, aliases: new Map(), shapes: new Map() }
  return recognise({ diagrams: [], flows: [], boundaries: [], elements: [{ ...nowhere, label, kind: 'process', technology: null }] }, { recogniser: words }).elements[0]?.facts ?? {}
}

/** Facts that the label of a flow states. */
export function readFlowLabel(label: string, recogniser: Recogniser): Facts {
  const flow = { ...nowhere, label, source: null, target: null, bidirectional: false }
  return recognise({ diagrams: [], elements: [], boundaries: [], flows: [flow] }, { recogniser }).flows[0]?.facts ?? {}
}

/** Facts that the label of a boundary states. */
export function readBoundaryLabel(label: string, recogniser: Recogniser): Facts {
  const boundary = { ...nowhere, label, kind: 'box' as const }
  return recognise({ diagrams: [], elements: [], flows: [], boundaries: [boundary] }, { recogniser }).boundaries[0]?.facts ?? {}
}

/** `facts` without what an older label stated and with what the new one states; what a file or a person said stays and comes first. */
export function withLabelFacts(facts: Facts, stated: Facts): Facts {
  const others = Object.entries(facts).filter(([, { origin }]) => origin.by !== 'import' || originPhrases.read(origin.detail)?.code !== 'label')
  return { ...stated, ...Object.fromEntries(others) }
}
