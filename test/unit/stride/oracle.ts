import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DreadValues } from '../../../src/shared/domain/dread.ts'
import type { ImportReport } from '../../../src/shared/domain/import.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { readFile } from '../../../src/main/import/registry.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { analysisReport } from '../../../src/main/stride/findings/report.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { book } from './support.ts'

const Expected = z.object({ id: z.string(), stride: z.array(z.string()), elements: z.array(z.string()), cwe: z.array(z.number()), dread: DreadValues.optional() })
const Oracle = z.object({ systems: z.array(z.object({ name: z.string(), model: z.string(), expected: z.array(Expected) })) })

const none = { parsed: 0, candidates: 0 }
const noReport: ImportReport = { elements: none, edges: none, labels: none, flowLabels: none, dropped: [] }

/** What `analyze FILE --format json` tells of a model. */
export function report(model: Model) {
  return analysisReport(model, analyze(model, book), noReport, book)
}

/** A model as the app reads it from a file. */
export async function readModel(file: string): Promise<Model> {
  const read = await readFile(readFileSync(file), path.basename(file), { newId: () => 'unused', ids: 'source' })
  return recognise(read.model, book)
}

/**
 * For each threat that `oracle` expects of `system`, the findings that match it, by place from 0: they share a STRIDE category,
 * an element or flow, and a CWE. Models are files of `folder`.
 */
export async function matches(oracle: string, system: string, folder: string) {
  const { systems } = Oracle.parse(JSON.parse(readFileSync(oracle, 'utf8')))
  const found = systems.find(({ name }) => name === system)
  if (found === undefined) throw new Error(`${oracle} has no system ${system}`)
  const { threats, model } = report(await readModel(path.join(folder, found.model)))
  const expected = found.expected.map((want) => {
    const cwes = want.cwe.map((id) => `CWE-${id}`)
    const at = threats.flatMap(({ stride, evidence, references }, index) =>
      stride.some((category) => want.stride.includes(category)) && evidence.some((key) => want.elements.includes(key)) && references.some((reference) => cwes.includes(reference)) ? [index] : [],
    )
    return { id: want.id, dread: want.dread, at }
  })
  return { threats, parts: model.elements + model.flows, expected }
}
