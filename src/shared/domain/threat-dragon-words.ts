import type { Response } from './decision.ts'
import type { ElementKind } from './model.ts'

/** Switches of Threat Dragon that are a fact of ours when they are on. Off is where they all begin, so it states nothing. */
export const dragonSwitches: Record<ElementKind | 'flow', readonly { property: string; fact: string }[]> = {
  flow: [{ property: 'isEncrypted', fact: 'encrypted' }],
  'data-store': [
    { property: 'isEncrypted', fact: 'encrypted_at_rest' },
    { property: 'isALog', fact: 'stores_logs' },
    { property: 'storesCredentials', fact: 'stores_credentials' },
  ],
  process: [{ property: 'handlesCardPayment', fact: 'handles_pii' }],
  'external-entity': [],
}

/** Protocols as people write them, by letters and digits alone, and what each states. Shared by the formats that name protocols. */
export const protocolFacts: Record<string, { protocol: string; encrypted?: 'yes' | 'no' }> = {
  http: { protocol: 'http', encrypted: 'no' },
  https: { protocol: 'https', encrypted: 'yes' },
  tls: { protocol: 'tcp', encrypted: 'yes' },
  ssl: { protocol: 'tcp', encrypted: 'yes' },
  tcp: { protocol: 'tcp' },
  tcpip: { protocol: 'tcp' },
  udp: { protocol: 'udp' },
  ssh: { protocol: 'ssh', encrypted: 'yes' },
  sftp: { protocol: 'ssh', encrypted: 'yes' },
  mtls: { protocol: 'tcp', encrypted: 'yes' },
  ftp: { protocol: 'file', encrypted: 'no' },
  ftps: { protocol: 'file', encrypted: 'yes' },
  smb: { protocol: 'file' },
  nfs: { protocol: 'file' },
  smtps: { protocol: 'smtp', encrypted: 'yes' },
  mqtts: { protocol: 'mqtt', encrypted: 'yes' },
  amqps: { protocol: 'amqp', encrypted: 'yes' },
  ldaps: { protocol: 'other', encrypted: 'yes' },
  ldap: { protocol: 'other' },
  jdbc: { protocol: 'sql' },
  odbc: { protocol: 'sql' },
  postgres: { protocol: 'sql' },
  smtp: { protocol: 'smtp' },
  mqtt: { protocol: 'mqtt' },
  amqp: { protocol: 'amqp' },
  grpc: { protocol: 'grpc' },
  ws: { protocol: 'websocket', encrypted: 'no' },
  wss: { protocol: 'websocket', encrypted: 'yes' },
  websocket: { protocol: 'websocket' },
  websockets: { protocol: 'websocket' },
  sql: { protocol: 'sql' },
  mysql: { protocol: 'sql' },
  tsql: { protocol: 'sql' },
  postgresql: { protocol: 'sql' },
  bluetooth: { protocol: 'bluetooth' },
}

/** What a protocol states; null where it is none of those. `HTTP/S` and `https://` are HTTPS, `REST over HTTPS` is it as well, and `gRPC (TLS 1.3)` is gRPC, encrypted. */
export function protocolOf(text: string): { protocol: string; encrypted?: 'yes' | 'no' } | null {
  const named = (name: string): { protocol: string; encrypted?: 'yes' | 'no' } | null => (Object.hasOwn(protocolFacts, name) ? (protocolFacts[name] ?? null) : null)
  const whole = named(text.toLowerCase().replace(/[^a-z0-9]+/g, '').slice(0, 40))
  if (whole || text.length > 200 || /\b(?:no|not|non|without|or)\b/i.test(text)) return whole
  const words = text.toLowerCase().split(/[^a-z0-9]+/).map((word) => word.replace(/v?\d+$/, '') || word)
  const found = words.flatMap((word) => named(word) ?? [])
  // Whatever carries it (TLS over TCP) says less of it than what is carried.
  const protocol = found.find((one) => one.protocol !== 'tcp' && one.protocol !== 'udp')?.protocol ?? found[0]?.protocol
  if (protocol === undefined) return null
  const secured = words.some((word) => ['tls', 'ssl', 'mtls'].includes(word))
  const said = new Set(found.flatMap(({ encrypted }) => encrypted ?? []))
  const encrypted = secured ? 'yes' : said.size === 1 ? [...said][0] : undefined
  return { protocol: protocol === 'http' && encrypted === 'yes' ? 'https' : protocol, ...(encrypted === undefined ? {} : { encrypted }) }
}

const responses: Record<string, Response> = { mitigated: 'mitigate', accepted: 'accept', transferred: 'transfer', avoided: 'avoid', eliminated: 'eliminate' }

/** The response that a threat's status stands for; null for one that is open or not applicable. */
export function responseOfStatus(status: string): Response | null {
  const name = status.toLowerCase().trim()
  return Object.hasOwn(responses, name) ? (responses[name] ?? null) : null
}

/** The status that a response is written as. One that is to be mitigated is open until it is. */
export const statusOfResponse: Record<Response, string> = { mitigate: 'Open', accept: 'Accepted', transfer: 'Transferred', avoid: 'Avoided', eliminate: 'Eliminated' }
