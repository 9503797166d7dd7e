import type { Mitigation } from '../../shared/domain/mitigation.ts'
import type { ProjectHeader } from '../../shared/domain/project.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import { cutName } from '../../shared/proof/verify-signer.ts'
import type { Words } from './document-words.ts'
import type { RegisterRecord } from './register-record.ts'

interface Named {
  rows: readonly RegisterRow[]
  mitigations: readonly Mitigation[]
  header: ProjectHeader
  revision: RegisterRecord['revision']
}

/** What a document names people in, with its own words in the place of the mark that a name was cut. */
export function withCutNames({ rows, mitigations, header, revision }: Named, { html }: Pick<Words, 'html'>) {
  const said = (name: string) => (name === cutName ? html.nameCut : name)
  return {
    rows: rows.map((row) => withPeople(row, said)),
    mitigations: mitigations.map((one) => ({ ...one, owner: said(one.owner) })),
    header: { ...header, assumptions: header.assumptions.map((one) => ({ ...one, owner: said(one.owner) })) },
    revision: revision && { ...revision, signatures: revision.signatures.map((one) => ({ ...one, name: said(one.name) })) },
  }
}

/** A row with each person of its decision that is named said otherwise. */
export function withPeople(row: RegisterRow, said: (name: string) => string): RegisterRow {
  const { decision } = row.threat
  if (!decision) return row
  const { owner, riskOwner, approver } = decision
  const others = { ...(riskOwner === undefined ? {} : { riskOwner: said(riskOwner) }), ...(approver === undefined ? {} : { approver: said(approver) }) }
  return { ...row, threat: { ...row.threat, decision: { ...decision, owner: said(owner), ...others } } }
}
