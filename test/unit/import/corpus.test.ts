import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { otherCounts } from '../../../src/main/cli/import.ts'
import { counts, hasShared, readPath, refusal, root, shared } from './support.ts'

const Counts = z.object({ diagrams: z.number(), elements: z.number(), flows: z.number(), boundaries: z.number() })

describe.skipIf(!hasShared)('files of other tools (skipped where ../shared is not there)', () => {
  const manifest = hasShared ? z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path.join(shared, 'corpus/manifest.json'), 'utf8'))) : {}
  const files = Object.keys(manifest).filter((name) => /^(drawio|mermaid)\//.test(name))

  test('the manifest names draw.io and Mermaid files', () => {
    expect(files.length).toBeGreaterThanOrEqual(8)
  })

  test.each(files)('%s gives the counts of its own structure', async (name) => {
    const file = await readPath(path.join(shared, 'corpus', name))
    expect(counts(file)).toEqual(Counts.parse(manifest[name]))
    expect(file.report.edges).toEqual({ parsed: counts(file).flows, candidates: counts(file).flows })
    expect(file.report.dropped).toEqual([])
  })

  const Held = z.object({ diagrams: z.number().optional(), elements: z.number().default(0), flows: z.number().default(0), boundaries: z.number().default(0), threats: z.number().optional(), mitigations: z.number().optional(), assets: z.number().optional(), refuse: z.string().optional() })
  const others = Object.keys(manifest).filter((name) => /^(threat-dragon|otm|threagile)\//.test(name))

  test.each(others)('%s gives the counts of its own structure, threats and assets too', async (name) => {
    const { refuse, ...held } = Held.parse(manifest[name])
    if (refuse !== undefined) {
      expect((await refusal(readFileSync(path.join(shared, 'corpus', name)), path.basename(name))).file).toBe(path.basename(name))
      return
    }
    const file = await readPath(path.join(shared, 'corpus', name))
    const all = { ...counts(file), ...otherCounts(file) }
    expect({ ...all, ...held }).toEqual(all)
    expect(file.report.elements).toEqual({ parsed: held.elements, candidates: held.elements })
    expect(file.report.edges.parsed).toBe(held.flows)
  })

  test('the system behind the seed report: edges 8/8, labels 9/9, and the very keys of its evidence', async () => {
    const file = await readPath(path.join(shared, 'corpus/drawio/aws-system.drawio'))
    const report = await readPath(path.join(shared, 'seeds/threat-thinker-report.md'))
    expect(file.report.edges).toEqual({ parsed: 8, candidates: 8 })
    expect(file.report.labels).toEqual({ parsed: 9, candidates: 9 })
    const evidence = new Set(report.threats.flatMap(({ evidenceKeys }) => evidenceKeys))
    const keys = [...file.model.elements, ...file.model.flows].map(({ key }) => key)
    // Every key of the report is one of the model.
    expect([...evidence].filter((key) => !keys.includes(key))).toEqual([])
    expect(file.model.elements.map(({ key }) => key)).toEqual(
      ['user', 'cloudfront', 'application_load_balancer', 'ecs_service_fargate', 'aurora_rds', 's3_bucket_assets', 'sqs_queue_jobs', 'sns_topic_events', 'lambda_worker'],
    )
    expect(new Set(file.model.flows.map(({ key }) => key)).size).toBe(8)
  })

  test('the seed model has 8 elements, 8 flows, 2 boundaries', async () => {
    expect(counts(await readPath(path.join(shared, 'seeds/ecs-fargate.mmd')))).toEqual({ elements: 8, flows: 8, boundaries: 2, diagrams: 1 })
  })
})

describe('own samples', () => {
  test('the two sample models are read whole', async () => {
    const tickets = await readPath(path.join(root, 'resources/samples/container-deployment.mmd'))
    const shop = await readPath(path.join(root, 'resources/samples/web-shop.drawio'))
    expect(counts(tickets)).toEqual({ elements: 11, flows: 12, boundaries: 3, diagrams: 1 })
    expect(counts(shop)).toEqual({ elements: 11, flows: 10, boundaries: 4, diagrams: 1 })
    expect([...tickets.report.dropped, ...shop.report.dropped]).toEqual([])
  })
})
