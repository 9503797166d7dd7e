import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { analyze } from '../../../src/main/stride/analyze.ts'
import { readFile } from '../../../src/main/import/registry.ts'
import { recognise } from '../../../src/main/stride/recognise.ts'
import { analysisReport } from '../../../src/main/stride/report.ts'
import { benchmarkSystem, containerDeployment, webSystem } from '../../fixtures/stride/systems.ts'
import { book, hasShared, recognised, shared } from './support.ts'

const Expected = z.object({ id: z.string(), stride: z.array(z.string()), elements: z.array(z.string()), cwe: z.array(z.number()) })
const Oracle = z.object({ systems: z.array(z.object({ name: z.string(), expected: z.array(Expected) })) })

const none = { parsed: 0, candidates: 0 }

function report(text: string) {
  const model = recognised(text)
  return analysisReport(model, analyze(model, book), { elements: none, edges: none, labels: none, flowLabels: none, dropped: [] }, book)
}

/** Places in the findings, from 1, at which each expected threat is first found; 0 where it is not. */
function places(text: string, oracle: string, system: string): { id: string; at: number }[] {
  const { systems } = Oracle.parse(JSON.parse(readFileSync(path.join(shared, 'oracles', oracle), 'utf8')))
  const expected = systems.find(({ name }) => name === system)?.expected ?? []
  const { threats } = report(text)
  return expected.map((want) => {
    const cwes = want.cwe.map((id) => `CWE-${id}`)
    const at = threats.findIndex(
      (threat) => threat.stride.some((category) => want.stride.includes(category)) && threat.evidence.some((key) => want.elements.includes(key)) && threat.references.some((reference) => cwes.includes(reference)),
    )
    return { id: want.id, at: at + 1 }
  })
}

describe('what experts named', () => {
  test.skipIf(!hasShared).each([
    ['ECS Fargate deployment', containerDeployment, 'seed-threats.json'],
    ['AWS web system of the Threat Thinker report', webSystem, 'seed-threats.json'],
    ['aws', benchmarkSystem, 'threat-thinker-aws-benchmark.json'],
  ])('B1 is found in %s, most of it early (needs ../shared)', (system, text, oracle) => {
    const found = places(text, oracle, system)
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter(({ at }) => at === 0)).toEqual([])
    const early = found.filter(({ at }) => at <= 2 * found.length).length
    expect(early / found.length).toBeGreaterThanOrEqual(0.8)
  })

  it('B1 has a rule of its own for each kind of concern about a container deployment', () => {
    const rules = new Set(report(containerDeployment).threats.map((threat) => threat.rule))
    expect([...rules]).toEqual(
      expect.arrayContaining([
        'operator-credential-theft', 'management-api-caller-spoofing', 'role-session-theft', 'image-tampering', 'configuration-manipulation', 'log-tampering',
        'unaudited-administration', 'log-forgery', 'secrets-in-environment', 'log-leakage', 'metadata-credential-access', 'registry-flood', 'orchestrator-flood',
        'log-flood', 'container-escape', 'overprivileged-role', 'role-chaining',
      ]),
    )
  })

  it('B1 rules do not hang on names: the same system under other names gives the same findings', () => {
    const renamed = containerDeployment
      .replace('<Developer>', '<Release Manager>')
      .replace('[ECR Registry]', '[Harbor]')
      .replace('[ECS Control Plane]', '[Kubernetes]')
      .replace('(CloudWatch Logs)', '(Splunk)')
      .replace('(IAM Execution Role)', '(Service Account)')
      .replace('(IAM Task Role)', '(Workload Identity)')
      .replace('[Fargate Task]', '[K8s Pod]')
      .replace('[Task Metadata Endpoint]', '[IMDS]')
    expect(report(renamed).threats.map((threat) => threat.rule)).toEqual(report(containerDeployment).threats.map((threat) => threat.rule))
  })

  test.each([
    ['container deployment', containerDeployment],
    ['web system', webSystem],
    ['benchmark', benchmarkSystem],
  ])('B2 at most 4 findings per part: %s', (_name, text) => {
    const { threats, model } = report(text)
    expect(threats.length).toBeLessThanOrEqual(4 * (model.elements + model.flows))
  })
})

describe('models of others', () => {
  const files = ['seeds/ecs-fargate.mmd', ...['mermaid', 'drawio'].flatMap((folder) => (hasShared ? readdirSync(path.join(shared, 'corpus', folder)).sort().map((name) => `corpus/${folder}/${name}`) : []))]

  test.skipIf(!hasShared).each(files)('B2 at most 4 findings per part: %s (needs ../shared)', async (name) => {
    const file = path.join(shared, name)
    expect(existsSync(file)).toBe(true)
    const read = await readFile(readFileSync(file), name, { newId: () => 'unused', ids: 'source' })
    const { findings, counts } = analyze(recognise(read.model, book), book)
    expect(findings.length).toBeGreaterThan(0)
    expect(findings.length).toBeLessThanOrEqual(4 * (counts.elements + counts.flows))
  })
})
