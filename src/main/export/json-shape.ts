import { z } from 'zod'
import { Mitigation } from '../../shared/domain/mitigation.ts'
import { ProjectHeader } from '../../shared/domain/project.ts'
import { RegisterRow } from '../../shared/domain/register.ts'
import { SettledScore, Threat } from '../../shared/domain/threat.ts'
import { DreadValues } from '../../shared/domain/dread.ts'
import { RegisterFile } from '../../shared/proof/register-file.ts'

const { title, description, stride, references, mitigations, statement, concerns, marker, confidence, decision, gone, flags, imported } = Threat.shape
const { origin, total, mean, band, rank, tied, interval, severeDamage, mustTreat } = RegisterRow.shape

/** The JSON export of a draft: names instead of ids, nothing signed. */
export const DraftFile = z.strictObject({
  register: ProjectHeader,
  threats: z.array(
    z.strictObject({
      id: z.string(),
      title,
      description,
      stride,
      affected: z.array(z.string()),
      evidence: z.array(z.string()),
      references,
      mitigations,
      statement,
      concerns,
      marker,
      confidence,
      score: z.strictObject({
        origin,
        values: DreadValues.nullable(),
        total,
        mean,
        band,
        rank,
        tied,
        interval,
        severeDamage,
        mustTreat,
        imported,
        settled: SettledScore.pick({ method: true, rationale: true, dissent: true, at: true }).nullable(),
      }),
      decision,
      source: z.enum(['finding', 'import', 'seat', 'hand']),
      gone,
      flags,
    }),
  ),
  mitigations: z.array(Mitigation.omit({ id: true, order: true, createdAt: true, updatedAt: true }).extend({ threats: z.array(z.string()) })).optional(),
})

/** The published schemas of the JSON exports, by file name. A change that old readers would misread gets a new number, as the format's own name does. */
export const publishedSchemas = {
  'register-1.json': { title: 'Dreadnought: a signed register (register.json)', schema: RegisterFile },
  'register-draft-1.json': { title: 'Dreadnought: a register as it stands, unsigned', schema: DraftFile },
} as const

/** A published schema as JSON Schema, draft 2020-12. What the checks of `dreadnought verify` say beyond it (order, hashes, signatures) no schema can. */
export function jsonSchemaText(name: keyof typeof publishedSchemas): string {
  const { title: called, schema } = publishedSchemas[name]
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ $schema, $id: `urn:dreadnought:schema:${name}`, title: called, ...rest }, null, 2)}\n`
}
