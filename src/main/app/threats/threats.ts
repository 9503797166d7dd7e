import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Analysis, Finding } from '../../../shared/domain/finding.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Reference } from '../../../shared/domain/reference.ts'
import { saysSomething } from '../../../shared/domain/statement.ts'
import type { Threat, ThreatDraft } from '../../../shared/domain/threat.ts'
import { deleteTriaged, listTriaged, moveFindings, releaseFindings, writeTriaged, type FindingSnapshot } from '../../store/findings.ts'
import { readModel } from '../../store/models.ts'
import { moveMitigations } from '../../store/mitigations.ts'
import { deleteThreat, listThreats, nextDisplayId, nextOrder, readThreat, writeThreat } from '../../store/threats.ts'
import { checkReferences } from '../../stride/vocabulary/references.ts'
import { labelsOf, type Analyses } from '../analysis/analysis.ts'
import type { AppContext } from '../context.ts'
import { withAnalysis } from '../analysis/fresh-analysis.ts'
import type { Looks } from '../analysis/looks.ts'
import { notFound, refused } from '../problems.ts'
import { catalogueOf } from '../rules/rules.ts'
import { needProject, step } from '../step.ts'
import { standingTriage } from './triage-states.ts'

export function threatHandlers(context: AppContext, analyses: Analyses, looks: Pick<Looks, 'afterTriage'>) {
  const os = implement(workbenchContract).threat
  const { db } = context
  const one = (project: Id, id: Id): Threat => {
    const threat = readThreat(db, project, id)
    if (!threat) throw notFound('threat')
    return threat
  }

  return {
    list: os.list.handler(({ input }) => {
      needProject(context, input.project)
      return listThreats(db, input.project)
    }),
    accept: os.accept.handler(({ input: { project, findings, as, title } }) => {
      needProject(context, project)
      return withAnalysis(context, analyses, project, (analysis) => {
        const accepted = step(context, project, 'accept', () => (as === 'one' ? acceptAsOne(context, project, findings, title, analysis) : acceptFindings(context, project, findings, analysis)))
        looks.afterTriage(project, analysis)
        return accepted
      })
    }),
    dismiss: os.dismiss.handler(({ input: { project, findings, reason } }) => {
      needProject(context, project)
      return withAnalysis(context, analyses, project, (analysis) => {
        step(context, project, 'dismiss', () => dismissFindings(context, project, findings, reason, analysis))
        looks.afterTriage(project, analysis)
      })
    }),
    reconsider: os.reconsider.handler(({ input: { project, findings } }) => {
      needProject(context, project)
      return withAnalysis(context, analyses, project, (analysis) => step(context, project, 'reconsider', () => reconsiderFindings(context, project, findings, analysis)))
    }),
    create: os.create.handler(({ input: { project, draft } }) => step(context, project, 'new threat', () => createThreat(context, project, draft))),
    update: os.update.handler(({ input: { project, threat, set } }) =>
      step(context, project, 'edit threat', () => {
        const { references, ...fields } = set
        const given = Object.entries(fields).filter(([, value]) => value !== undefined)
        const changed = withoutEmpty({ ...one(project, threat), ...Object.fromEntries(given), updatedAt: context.clock() })
        writeThreat(db, project, references === undefined ? changed : { ...changed, references: checked(context, references) })
        return one(project, threat)
      }),
    ),
    remove: os.remove.handler(({ input: { project, threats } }) => {
      step(context, project, 'remove threats', () => {
        for (const threat of threats) {
          if (!deleteThreat(db, project, threat)) throw notFound('threat')
          releaseFindings(db, project, threat)
        }
        moveMitigations(db, project, threats, null, context.clock())
      })
    }),
    merge: os.merge.handler(({ input: { project, into, from } }) =>
      step(context, project, 'merge', () => {
        if (from.includes(into)) throw refused('merge-into-itself')
        const merged = from.map((id) => one(project, id)).reduce(join, one(project, into))
        for (const id of from) {
          deleteThreat(db, project, id)
          moveFindings(db, project, id, into)
        }
        moveMitigations(db, project, from, into, context.clock())
        writeThreat(db, project, { ...merged, updatedAt: context.clock() })
        return one(project, into)
      }),
    ),
    decide: os.decide.handler(({ input: { project, threats, decision } }) =>
      step(context, project, 'decide', () =>
        threats.map((id) => {
          const decided: Threat = { ...one(project, id), decision, updatedAt: context.clock() }
          writeThreat(db, project, decided)
          return decided
        }),
      ),
    ),
  }
}

function checked(context: AppContext, references: readonly string[]): Reference[] {
  return checkReferences(references, catalogueOf(context))
}

function acceptFindings(context: AppContext, project: Id, ids: readonly Id[], analysis: Analysis): Threat[] {
  const snapshots = snapshotsOf(context, project, ids, analysis)
  const threatBefore = acceptedAlready(context, project, analysis)
  return snapshots.map((snapshot) => {
    const { finding } = snapshot
    const known = threatBefore(finding.id)
    if (known) return known
    const threat = threatOf(context, project, finding)
    writeThreat(context.db, project, threat)
    writeTriaged(context.db, project, { finding: finding.id, state: 'accepted', reason: '', threat: threat.id, snapshot })
    return threat
  })
}

/** The threat that a finding was accepted as, of itself or of an earlier one that it goes on from. */
function acceptedAlready({ db }: AppContext, project: Id, analysis: Analysis): (finding: Id) => Threat | undefined {
  const standing = standingTriage(listTriaged(db, project), analysis.findings)
  return (finding) => {
    const row = standing.get(finding)?.row
    return row?.state === 'accepted' && row.threat !== null ? readThreat(db, project, row.threat) : undefined
  }
}

/** Findings that are one threat: the first one's text and values, everybody's evidence. Those that are in the register already stay what they are. */
function acceptAsOne(context: AppContext, project: Id, ids: readonly Id[], title: string | undefined, analysis: Analysis): Threat[] {
  const threatBefore = acceptedAlready(context, project, analysis)
  const snapshots = snapshotsOf(context, project, [...new Set(ids)], analysis).filter(({ finding }) => threatBefore(finding.id) === undefined)
  const [first, ...others] = snapshots.map(({ finding }) => finding)
  if (!first) return []
  const named = { ...first, title: title ?? first.title, status: snapshots.some(({ finding }) => finding.status === 'confirmed') ? 'confirmed' : first.status }
  const threat = others.reduce<Threat>((into, { affected, evidence, references, mitigations }) => join(into, { affected, evidence, mitigations, references: checked(context, references), affectedLabels: [], evidenceKeys: [] }), threatOf(context, project, named))
  writeThreat(context.db, project, threat)
  for (const snapshot of snapshots) writeTriaged(context.db, project, { finding: snapshot.finding.id, state: 'accepted', reason: '', threat: threat.id, snapshot })
  return [threat]
}

function dismissFindings(context: AppContext, project: Id, ids: readonly Id[], reason: string, analysis: Analysis): void {
  const standing = standingTriage(listTriaged(context.db, project), analysis.findings)
  for (const snapshot of snapshotsOf(context, project, ids, analysis)) {
    if (standing.get(snapshot.finding.id)?.row.state === 'accepted') throw refused('accepted-already')
    writeTriaged(context.db, project, { finding: snapshot.finding.id, state: 'dismissed', reason, threat: null, snapshot })
  }
}

/** Takes dismissals back: of the findings themselves, else of the earlier ones that they go on from. */
function reconsiderFindings({ db }: AppContext, project: Id, ids: readonly Id[], analysis: Analysis): void {
  const triaged = listTriaged(db, project)
  const standing = standingTriage(triaged, analysis.findings)
  const own = new Map(triaged.map((row) => [row.finding, row]))
  for (const id of ids) {
    const row = own.get(id) ?? standing.get(id)?.row
    if (row?.state === 'dismissed') deleteTriaged(db, project, row.finding)
  }
}

function snapshotsOf(context: AppContext, project: Id, ids: readonly Id[], analysis: Analysis): FindingSnapshot[] {
  const findings = new Map(analysis.findings.map((finding) => [finding.id, finding]))
  const all = labelsOf(readModel(context.db, project))
  return ids.map((id) => {
    const finding = findings.get(id)
    if (!finding) throw notFound('finding')
    const about = [...finding.evidence, ...finding.affected, ...finding.facts.map(({ on }) => on)]
    return { finding, labels: Object.fromEntries(about.map((part) => [part, all[part] ?? part])) }
  })
}

function threatOf(context: AppContext, project: Id, finding: Finding): Threat {
  return {
    ...blankThreat(context, project, finding),
    description: finding.why,
    affected: finding.affected,
    evidence: finding.evidence,
    references: checked(context, finding.references),
    mitigations: finding.mitigations,
    confidence: finding.status,
    source: { kind: 'finding', finding: finding.id, rule: finding.rule },
    suggested: finding.suggested,
  }
}

/** A statement or marks that say nothing are absent. */
function withoutEmpty({ statement, concerns, ...threat }: Threat): Threat {
  return { ...threat, ...(saysSomething(statement) ? { statement } : {}), ...(concerns && concerns.length > 0 ? { concerns } : {}) }
}

function createThreat(context: AppContext, project: Id, { references, ...draft }: ThreatDraft): Threat {
  const threat: Threat = withoutEmpty({ ...blankThreat(context, project, draft), ...draft, references: checked(context, references) })
  writeThreat(context.db, project, threat)
  return threat
}

/** A threat written by hand that says nothing yet but its title and categories, at the end of the register. */
export function blankThreat(context: AppContext, project: Id, { title, stride }: Pick<Threat, 'title' | 'stride'>): Threat {
  const at = context.clock()
  return {
    id: context.newId(),
    displayId: nextDisplayId(context.db, project, stride[0] ?? 'Tampering'),
    title,
    description: '',
    stride,
    affected: [],
    evidence: [],
    affectedLabels: [],
    evidenceKeys: [],
    references: [],
    mitigations: [],
    marker: 'none',
    confidence: 'confirmed',
    source: { kind: 'hand' },
    suggested: null,
    imported: null,
    settled: null,
    decision: null,
    gone: null,
    layout: {},
    flags: [],
    order: nextOrder(context.db, project),
    createdAt: at,
    updatedAt: at,
  }
}

/** `into` with the other's evidence, references and mitigations besides its own. */
function join(into: Threat, other: Pick<Threat, 'affected' | 'evidence' | 'affectedLabels' | 'evidenceKeys' | 'mitigations' | 'references'>): Threat {
  const both = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])]
  const known = new Set(into.references.map((reference) => reference.text))
  return {
    ...into,
    affected: both(into.affected, other.affected),
    evidence: both(into.evidence, other.evidence),
    affectedLabels: both(into.affectedLabels, other.affectedLabels),
    evidenceKeys: both(into.evidenceKeys, other.evidenceKeys),
    mitigations: both(into.mitigations, other.mitigations),
    references: [...into.references, ...other.references.filter((reference) => !known.has(reference.text))],
  }
}
