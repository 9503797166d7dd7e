import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'
import { protocol } from 'electron'
import { isOwnUrl, scheme } from './origin.ts'

/**
 * What a page may load and reach: its own files, and nothing on any network. MUI writes its styles into the page as it runs, hence
 * inline styles; scripts have to come from files.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

function headers(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  }
}

function refusal(status: number, text: string): Response {
  return new Response(text, { status, headers: headers('text/plain; charset=utf-8') })
}

/**
 * The file an address stands for, or null where it points out of `folder`. Every address without an extension is a route of the one
 * page. An encoded slash or dot survives the address's own normalising, so the decoded path is what is checked.
 */
export function fileOf(folder: string, address: string): string | null {
  if (!isOwnUrl(address)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(address).pathname)
  } catch {
    return null
  }
  if (/[\\\0:]/.test(path) || path.split('/').includes('..')) return null
  const file = resolve(folder, `.${path}`)
  const inside = relative(folder, file)
  if (inside.startsWith('..') || isAbsolute(inside)) return null
  return extname(file) === '' ? resolve(folder, 'index.html') : file
}

/** Answers a page's request from `folder`: 404 for what is not there or lies outside, 405 for anything but reading. */
export async function pageResponse(folder: string, request: { url: string; method: string }): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'Only reading is possible here.')
  const file = fileOf(folder, request.url)
  const type = file === null ? undefined : types[extname(file)]
  if (file === null || type === undefined) return refusal(404, 'Not found.')
  try {
    const bytes = await readFile(file)
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers: headers(type) })
  } catch {
    return refusal(404, 'Not found.')
  }
}

/** Makes `app://` a scheme with an origin of its own. Has to be called before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Serves the pages of `folder` under `app://`. */
export function servePages(folder: string): void {
  protocol.handle(scheme, (request) => pageResponse(folder, request))
}
