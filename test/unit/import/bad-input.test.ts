import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readFile } from '../../../src/main/import/registry.ts'
import { read, refusal } from './support.ts'

const model = (cells: string) => `<mxGraphModel><root>${cells}</root></mxGraphModel>`
const bomb = (bytes: number) => deflateRawSync(Buffer.alloc(bytes, 'A')).toString('base64')
const table = '| ID | Severity | Title | Why | Affected | STRIDE | References | Evidence | Score |\n|---|---|---|---|---|---|---|---|---|\n'

describe('I9 a bad file is refused with the file, the place, and what was expected', () => {
  test.each<[string, string, Uint8Array | string, string | RegExp, string | RegExp]>([
    ['empty', 'a.drawio', '', 'the whole file', 'not empty'],
    ['blank', 'a.mmd', '\n \n', 'the whole file', 'a Mermaid flowchart'],
    ['of no known kind', 'a.txt', 'hello', 'the whole file', 'one of the formats'],
    ['binary', 'a.drawio', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff), 'the whole file', 'UTF-8'],
    ['text with NUL', 'a.mmd', 'flowchart LR\n a\0', 'line 2', 'NUL'],
    ['truncated XML', 'a.drawio', '<mxGraphModel><root>\n<mxCell id="0"/><mxCell id=', /^line 2, column/, 'well-formed XML'],
    ['other XML', 'a.drawio', '<svg/>', /^line 1/, 'found <svg>'],
    ['with a DTD', 'a.drawio', `<!DOCTYPE x [<!ENTITY a "b">]>${model('')}`, /^line 1/, 'DTD'],
    ['with an entity', 'a.drawio', model('<mxCell id="2" value="&lol9;" vertex="1"/>'), /^line 1/, 'well-formed XML'],
    ['nested deep', 'a.drawio', `<mxGraphModel>${'<root>'.repeat(100_000)}`, /^line 1/, 'levels of nesting'],
    ['of boxes nested deep', 'a.drawio', model(Array.from({ length: 200 }, (_, at) => `<mxCell id="c${at}" vertex="1" parent="c${at - 1}"/>`).join('')), /^line 1/, 'shapes inside each other'],
    ['of boxes in a circle', 'a.drawio', model('<mxCell id="a" parent="b" vertex="1"/><mxCell id="b" parent="a" vertex="1"/>'), /^line 1/, 'circle'],
    ['a deflate bomb', 'a.drawio', `<mxfile>\n<diagram name="p">${bomb(200_000_000)}</diagram></mxfile>`, 'page "p" at line 2', 'once unpacked'],
    ['a damaged page', 'a.drawio', '<mxfile><diagram name="p">AAAABBBB</diagram></mxfile>', 'page "p" at line 1', 'damaged'],
    ['a page that is not base64', 'a.drawio', '<mxfile><diagram name="p">***</diagram></mxfile>', 'page "p" at line 1', 'base64'],
    ['a wrong line of Mermaid', 'a.mmd', '%% c\n\nflowchart LR\n  a --> b\n  %% x\n  c[foo --> d\n', 'line 6, "c[foo --> d"', 'flowchart syntax'],
    ['another Mermaid diagram', 'a.mmd', 'sequenceDiagram\n A->>B: hi', 'line 1', 'a Mermaid flowchart'],
    ['nested subgraphs', 'a.mmd', `flowchart LR\n${'subgraph a\n'.repeat(3000)}`, 'the whole file', 'found 3000'],
    ['25 million links in one line', 'a.mmd', `flowchart LR\n ${Array.from({ length: 5000 }, (_, at) => `n${at}`).join(' & ')} --> ${Array.from({ length: 5000 }, (_, at) => `m${at}`).join(' & ')}`, 'the whole file', 'at most'],
    ['a YAML bomb in front', 'a.mmd', '---\na: &a [1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n---\nflowchart LR\n a-->b', 'the front matter', 'alias'],
    ['Mermaid without a node', 'a.mmd', 'flowchart LR\n', 'the whole file', 'at least one element'],
    ['Mermaid with subgraphs only', 'a.mmd', 'flowchart LR\nsubgraph a\nend\n', 'the whole file', 'at least one element'],
    ['draw.io without a shape', 'a.drawio', model('<mxCell id="0"/><mxCell id="1" parent="0"/>'), 'the whole file', 'at least one element'],
    ['draw.io with a lone text', 'a.drawio', model('<mxCell id="0"/><mxCell id="1" parent="0"/><mxCell id="2" value="note" style="text" vertex="1" parent="1"/>'), 'the whole file', 'at least one element'],
    ['a table row with too few cells', 'a.md', `${table}| a | b | c |\n`, 'line 3', 'found 3'],
    ['a category that is none', 'a.md', `${table}| a | b | c | d | e | Pharming | g | h | 1 |\n`, 'line 3', 'Pharming'],
  ])('%s', async (_what, name, bytes, place, expected) => {
    const problem = await refusal(bytes, name)
    expect(problem.file).toBe(name)
    expect(problem.place).toMatch(place)
    expect(problem.expected).toMatch(expected)
    expect(`${problem.place}${problem.expected}`).not.toContain('\n')
  })

  test('a list without rows, where the caller says that it is one', async () => {
    await expect(read('1. SPOOFING\n', 'a.txt', 'stride-list')).rejects.toThrow('a list of threats')
  })

  test('I7 more than 32 MB is not even looked at', async () => {
    expect((await refusal(new Uint8Array(33 * 1024 * 1024), 'a.drawio')).expected).toBe('at most 32 MB')
  })

  test('I8 a cancelled read ends with the reason', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(readFile(new TextEncoder().encode(model('')), 'a.drawio', { newId: () => 'x', signal })).rejects.toThrow('enough')
  })
})
