import { describe, expect, it, test } from 'vitest'
import { factDefinitions, technologyList } from '../../../src/main/stride/book.ts'
import { recognise } from '../../../src/main/stride/recognise.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { compactModel } from '../../fixtures/stride/compact.ts'
import { answer, book, recognised } from './support.ts'

function technologyOf(label: string, hint: string | null = null) {
  const model = compactModel('x [placeholder]')
  const [element] = recognise({ ...model, elements: model.elements.map((one) => ({ ...one, label, technology: hint })) }, book).elements
  return { technology: element?.technology, kind: element?.kind }
}

describe('technologies', () => {
  test.each([
    ['R1', 'S3 Bucket (assets)', 'aws.s3'],
    ['R1', 'Lambdas', 'aws.lambda'],
    ['R1', 'CÁCHE', 'cache'],
    ['R1', 'PostgresSQL', 'sql-database'],
    ['R1', 'WebServer', 'web-server'],
    ['R2', 'Application Load Balancer', 'aws.elb'],
    ['R2', 'ECS Service (Fargate)', 'aws.fargate'],
    ['R2', 'ECS Control Plane', 'aws.ecs-control-plane'],
    ['R2', 'Task Metadata Endpoint', 'metadata-service'],
    ['R2', 'User DB', 'database'],
    ['R2', 'Jenkins Build Server', 'build-pipeline'],
    ['R2', 'Customer RDS PII', 'aws.rds'],
    ['R3', 'User', 'end-user'],
    ['R3', 'Internal User (EU)', 'end-user'],
    ['R3', 'User Profile Pages', null],
    ['R3', 'Release Manager', 'operator'],
    ['R1', 'Something Else', null],
    ['R1', '', null],
    ['R1', '__proto__', null],
  ])('%s "%s" is %s', (_rule, label, technology) => {
    expect(technologyOf(label).technology).toBe(technology)
  })

  test.each([
    ['Main thing', 'shape:mxgraph.aws4.lambda', 'aws.lambda'],
    ['Main thing', 'shape:mxgraph.aws4.lambda_function', 'aws.lambda'],
    ['Main thing', 'shape:mxgraph.office.databases.database', 'database'],
    ['Redis', 'shape:mxgraph.unknown.blob_like', 'cache'],
    ['Aurora', 'shape:mxgraph.flowchart.database', 'aws.rds'],
    ['Main thing', 'shape:mxgraph.nothing.known', null],
    ['S3', 'made-up', 'aws.s3'],
    ['S3', 'queue', 'queue'],
  ])('R4 "%s" with %s is %s', (label, hint, technology) => {
    expect(technologyOf(label, hint).technology).toBe(technology)
  })

  it('R5 replaces only the default kind', () => {
    const { elements } = recognised(`
      a [User]
      b [S3 Bucket]
      c <Orders API>
      d (IAM Role)
    `)
    expect(elements.map((element) => element.kind)).toEqual(['external-entity', 'data-store', 'external-entity', 'data-store'])
  })
})

function flowFacts(label: string): Record<string, string> {
  const { flows } = recognised(`a [A]\n b [B]\n a > b ${label}`)
  return Object.fromEntries(Object.entries(flows[0]?.facts ?? {}).map(([name, fact]) => [name, fact.value]))
}

describe('words', () => {
  test.each([
    ['HTTPS Credentials', { encrypted: 'yes', protocol: 'https', carries_credentials: 'yes' }],
    ['HTTP', { encrypted: 'no', protocol: 'http' }],
    ['HTTP role credentials and task environment', { encrypted: 'no', protocol: 'http', carries_credentials: 'yes' }],
    ['TCP PII Data', { protocol: 'tcp', carries_pii: 'yes' }],
    ['SQL/TLS', { encrypted: 'yes' }],
    ['Unsecured mySQL connection', { encrypted: 'no' }],
    ['send', {}],
  ])('R6 a flow labelled "%s"', (label, facts) => {
    expect(flowFacts(label)).toEqual(facts)
  })

  it('R6 say which word it was', () => {
    expect(recognised('a [A]\n b [B]\n a > b HTTPS push').flows[0]?.facts['encrypted']?.origin).toEqual({ by: 'import', detail: 'label "https"' })
  })

  it('R6 elements and boundaries, too', () => {
    const { elements, boundaries } = recognised('box n Private Subnet\n d (Customer RDS PII)\n l (S3 Bucket Logs/Uploads)\n end')
    expect(elements.map((element) => Object.keys(element.facts))).toEqual([['stores_pii'], ['stores_logs', 'stores_uploads']])
    expect(boundaries[0]?.facts['zone']?.value).toBe('private')
  })

  it('R7 that contradict each other leave the fact unknown', () => {
    expect(flowFacts('HTTP or TLS')).toEqual({ protocol: 'http' })
  })

  it('R8 change nothing the second time, and nothing that is known', () => {
    const once = recognise(generatedModel(100, 200, 5), book)
    expect(recognise(once, book)).toEqual(once)
    const model = answer(compactModel('a [A]\n b [B]\n a > b HTTP'), 'f1', 'encrypted', 'yes')
    expect(recognise(model, book).flows[0]?.facts['encrypted']?.value).toBe('yes')
  })
})

describe('the vocabulary', () => {
  it('has facts with questions, and technologies whose parents exist', () => {
    const definitions = factDefinitions(book, 'en')
    expect(definitions.length).toBeGreaterThanOrEqual(35)
    for (const { question, answers } of definitions) {
      expect(question).toContain('{on}')
      expect(answers.length).toBeGreaterThanOrEqual(2)
    }
    const technologies = technologyList(book)
    const ids = new Set(technologies.map(({ id }) => id))
    expect(ids.size).toBeGreaterThanOrEqual(90)
    for (const { parents } of technologies) for (const parent of parents) expect(ids.has(parent)).toBe(true)
  })

  it('gives no alias to two technologies', () => {
    const seen = new Map<string, string>()
    for (const { id, aliases } of book.taxonomy.technologies.values()) {
      for (const alias of aliases) {
        expect(`${alias}: ${seen.get(alias) ?? id}`).toBe(`${alias}: ${id}`)
        seen.set(alias, id)
      }
    }
  })
})
