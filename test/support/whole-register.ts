import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import { listenForSeats } from '../../src/main/http/seats.ts'
import type { SignSeatContract } from '../../src/shared/contract/sign-seat.ts'
import type { DocumentChoice } from '../../src/shared/domain/document.ts'
import type { FacilitatorCommand } from '../../src/shared/domain/facilitator-command.ts'
import { emptyMitigation } from '../../src/shared/domain/mitigation.ts'
import { defaultWorkshopSettings, type Votes, type WorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { startTestApp, type TestApp } from './app.ts'
import { newKey, signedBy } from './register-fixture.ts'
import { fiveVotes, joinDevice } from './workshop-room.ts'

/** A project whose register holds one of everything that a register can hold, frozen and signed in all ways there are. */
export interface WholeRegister {
  host: TestApp
  project: string
  revision: string
  hash: string
  /** A file of the revision. */
  exported: (format: 'json' | 'dsse' | 'html' | 'md', how?: { cut?: 'nothing' | 'names-and-votes'; revision?: string | null; document?: DocumentChoice }) => Promise<Uint8Array<ArrayBuffer>>
  close: () => Promise<void>
}

type Api = TestApp['api']

const drawing = 'flowchart LR\n  a([Customer]) -->|HTTP| b[API]\n  subgraph Cluster\n    b -->|SQL| c[(Orders)]\n  end\n'

/** Made through the application's own operations, over real sockets where people have devices. */
export async function wholeRegister(): Promise<WholeRegister> {
  const host = await startTestApp('MessagePort', { rooms: { listen: listenForSeats, seatHost: '127.0.0.1', seatPort: 0 } })
  const elsewhere = await startTestApp()
  const { api } = host
  const project = (await api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: Buffer.from(drawing).toString('base64') }, job: 'i' })).project
  const threats = await threatsOf(api, project)
  await describeProject(api, project)
  await decide(api, project, threats)
  await workshop(api, project, threats)
  await anonymousWorkshop(api, project, threats.slice(3))
  const { id: revision, hash } = await api.register.freeze({ project })
  await sign(host, elsewhere, { project, revision, hash, threats })
  return {
    host,
    project,
    revision,
    hash,
    exported: async (format, { cut = 'nothing', revision: of = revision, document } = {}) => {
      const { bytes } = await api.register.export({ project, format, revision: of, cut, job: 'e', ...(document ? { document } : {}) })
      return new Uint8Array(Buffer.from(bytes, 'base64'))
    },
    close: async () => {
      await host.close()
      await elsewhere.close()
    },
  }
}

async function threatsOf(api: Api, project: string): Promise<string[]> {
  const { analysis } = await api.analysis.get({ project })
  const accepted = await api.threat.accept({ project, findings: analysis.findings.slice(0, 3).map(({ id }) => id) })
  const statement = { who: 'a former colleague', precondition: 'an account that was kept', action: 'reads orders', impact: 'customers’ addresses are known', asset: 'orders' }
  const drafts = ['Replay', 'Late audit'].map((title) => ({ title, description: `${title}: "—" \\ \u00e9 \u{1f510}`, stride: ['Repudiation' as const, 'Tampering' as const], affected: [], mitigations: ['Nonces'], marker: 'plus' as const, references: ['CWE-294'], statement, concerns: ['safety' as const, 'privacy' as const] }))
  for (const draft of drafts) accepted.push(await api.threat.create({ project, draft }))
  return accepted.map(({ id }) => id)
}

async function describeProject(api: Api, project: string): Promise<void> {
  const header = await api.project.header({ project })
  await api.project.setHeader({
    project,
    header: {
      ...header, system: 'Shop', release: '4.2', purpose: 'Takes orders.', environment: 'One cluster.', exclusions: 'The payment provider.', acceptanceCriteria: 'Nothing above the line stays open.', reviewDate: '2027-01-31', markerName: 'Priority',
      assumptions: [{ id: 'u-1', text: 'The cluster is patched.', owner: 'Ada Lovelace', confirmed: 'yes' }, { id: 'u-2', text: 'Backups are kept apart.', owner: '', confirmed: 'unknown' }],
      assets: [{ id: 'a-1', name: 'Orders', confidentiality: 'high', integrity: 'high', availability: 'medium', classification: 'confidential' }],
      requiredSigners: [{ id: 'r-1', role: 'Risk owner', meaning: 'accepts the risk', scope: 'accepted' }, { id: 'r-2', role: 'Auditor', meaning: 'approved', scope: 'all' }, { id: 'r-3', role: 'Engineering', meaning: 'reviewed', scope: 'must-treat' }],
    },
  })
}

async function decide(api: Api, project: string, [first = '', second = '', third = '']: readonly string[]): Promise<void> {
  const current = { damage: 5, reproducibility: 4, exploitability: 4, affectedUsers: 5, discoverability: 4 }
  await api.threat.decide({ project, threats: [first], decision: { response: 'accept', rationale: 'rare', owner: 'Ada Lovelace', due: '2026-12-31', existingControls: 'alarms', riskOwner: 'Grace Hopper', approver: 'Alan Turing', decidedOn: '2026-03-04', conditions: 'as long as the shop is internal', expires: '2027-03-04', current, target: { ...current, damage: 2 } } })
  await api.threat.decide({ project, threats: [second, third], decision: { response: 'mitigate', rationale: 'cheap', owner: 'Ada Lovelace', due: null, existingControls: '' } })
  await api.mitigation.create({
    project,
    drafts: [
      { ...emptyMitigation, title: 'Encrypt the way to the API', requirement: 'TLS 1.3 only', status: 'verified', test: 'scan', result: 'no other version is offered', verifiedOn: '2026-03-01', owner: 'Grace Hopper', due: '2026-02-28', ticket: 'SHOP-12', threats: [second, third] },
      { ...emptyMitigation, title: 'Rotate keys', threats: [second] },
    ],
  })
}

async function workshop(api: Api, project: string, threats: readonly string[]): Promise<void> {
  const { command, room } = await openWorkshop(api, project, { name: 'March', agenda: threats.slice(0, 4) }, { roles: [{ id: 'eng', name: 'Engineering', factors: ['damage', 'reproducibility', 'exploitability', 'affectedUsers', 'discoverability'] }] })
  const [first = '', second = '', third = '', fourth = ''] = threats
  const phone = await joinDevice(room.url, room.code, 'Grace Hopper', 'eng')
  await command({ type: 'add-seat', name: 'Ada Lovelace', role: null })
  const { seats } = await command({ type: 'add-seat', name: 'Alan Turing', role: null })
  await command({ type: 'open', items: [first, second] })
  const votes: Votes[] = [fiveVotes([8, 7, 7, 9, 8]), fiveVotes([7, 7, 7, 8, 8]), { ...fiveVotes([2, 7, 7, 8, 8]), exploitability: { abstained: 'not my field' } }]
  for (const item of [first, second]) {
    for (const [index, seat] of seats.entries()) {
      // On the second threat everybody says the same, and one seat says nothing.
      if (item === second && index === 2) continue
      const own = (item === second ? votes[1] : votes[index]) ?? {}
      if (seat.id === phone.seat) await phone.calls.vote({ item, round: 1, votes: own })
      else await command({ type: 'enter-votes', item, seat: seat.id, via: 'grid', votes: own })
    }
  }
  await phone.calls.comment({ item: first, text: 'It happened in June.' })
  await phone.calls.propose({ element: null, stride: 'Spoofing', text: 'Forged invoices' })
  await command({ type: 'reveal', items: [first, second] })
  await command({ type: 'settle', items: [second], dissent: 'Ada would say less.' })
  await command({ type: 'open', items: [first], factors: ['damage'] })
  for (const { id } of seats.filter(({ id }) => id !== phone.seat)) await command({ type: 'enter-votes', item: first, seat: id, via: 'paper', votes: { damage: { value: 8 } } })
  await command({ type: 'reveal', items: [first] })
  await command({ type: 'override', item: first, values: { damage: 8, reproducibility: 7, exploitability: 7, affectedUsers: 9, discoverability: 8 }, rationale: 'seen in June', dissent: 'Alan: 2 for Damage.' })
  await command({ type: 'park', item: third, reason: 'the vendor has to say' })
  await command({ type: 'skip', item: fourth, reason: 'a twin of the first' })
  await command({ type: 'note', item: null, text: 'Long day.' })
  await command({ type: 'add-action', item: third, text: 'Ask the vendor', owner: 'Grace Hopper', due: '2026-04-01' })
  const { proposals } = await command({ type: 'open-poll' })
  const [proposal] = proposals
  if (proposal) await command({ type: 'keep-proposal', proposal: proposal.id, title: 'Forged invoices' })
  await phone.calls.answerPoll({ answer: 'mostly' })
  await command({ type: 'close-poll' })
  await command({ type: 'close' })
  phone.socket.close()
}

async function anonymousWorkshop(api: Api, project: string, agenda: readonly string[]): Promise<void> {
  const { command } = await openWorkshop(api, project, { name: 'Behind a curtain', agenda }, { anonymous: true })
  await command({ type: 'add-seat', name: 'Ada Lovelace', role: null })
  const { seats } = await command({ type: 'add-seat', name: 'Alan Turing', role: null })
  const items = agenda.slice(-1)
  await command({ type: 'open', items: [...items] })
  for (const item of items) for (const { id } of seats) await command({ type: 'enter-votes', item, seat: id, via: 'hot-seat', votes: fiveVotes([3, 3, 3, 3, 3]) })
  await command({ type: 'reveal', items: [...items] })
  await command({ type: 'settle', items: [...items], dissent: '' })
  await command({ type: 'close' })
}

async function openWorkshop(api: Api, project: string, { name, agenda }: { name: string; agenda: readonly string[] }, settings: Partial<WorkshopSettings>) {
  const { id } = await api.workshop.create({ project, name, agenda: [...agenda], settings: { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false, ...settings } })
  const { urls, code } = await api.workshop.openRoom({ workshop: id })
  const command = (one: FacilitatorCommand) => api.workshop.command({ workshop: id, command: one })
  await command({ type: 'start' })
  return { command, room: { url: new URL(urls[0] ?? '').origin, code } }
}

/** By the host for somebody, by somebody's own key over a file, from a phone; and one who declines. */
async function sign({ api }: TestApp, elsewhere: TestApp, { project, revision, hash, threats }: { project: string; revision: string; hash: string; threats: readonly string[] }): Promise<void> {
  await api.register.sign({ project, revision, request: { name: 'Grace Hopper', role: 'Risk owner', meaning: 'accepts the risk', scope: threats.slice(0, 1), comment: 'until it is rebuilt' } })
  const request = await api.register.signRequest({ project, revision, asked: { role: 'Auditor', meaning: 'approved', scope: 'all' } })
  for (const one of [{ name: 'Alan Turing', role: 'Auditor', meaning: 'approved' as const }, { name: 'Charles Babbage', role: 'Operations', meaning: 'declined' as const, comment: 'Nobody asked us.' }]) {
    await api.register.importSignature({ project, file: await elsewhere.api.register.answerSignRequest({ file: request, request: { ...one, scope: 'all' } }) })
  }
  const { urls, code } = await api.register.openSignRoom({ project, revision })
  const { host, origin } = new URL(urls[0] ?? '')
  const socket = new WebSocket(`ws://${host}/seat`, { origin })
  const phone: ContractRouterClient<SignSeatContract> = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
  const key = newKey()
  const { envelope, disclosure } = signedBy(key, 'Ada Lovelace', hash, { role: 'Engineering', meaning: 'reviewed', assurance: 'seat key' })
  await phone.sign({ code: code.slice(1), envelope, signer: disclosure, key: { keyId: key.keyId, algorithm: 'ed25519', publicKey: Buffer.from(key.raw).toString('base64') } })
  socket.close()
  await api.register.shutSignRoom({ project })
}
