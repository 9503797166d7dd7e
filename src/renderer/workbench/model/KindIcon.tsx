import type { PartKind } from './parts.ts'

/** A part's kind in the notation of the diagram, for lists and buttons. */
export function KindIcon({ kind, size = 18 }: { kind: PartKind; size?: number }) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 }
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden style={{ flex: 'none' }}>
      {kind === 'process' ? <rect x="1.5" y="4" width="15" height="10" rx="5" {...line} /> : null}
      {kind === 'data-store' ? <path d="M2 4.5h14M2 13.5h14" {...line} /> : null}
      {kind === 'external-entity' ? <rect x="2" y="4" width="14" height="10" {...line} /> : null}
      {kind === 'boundary' ? <rect x="1.5" y="2.5" width="15" height="13" rx="2.5" {...line} strokeDasharray="3 2" /> : null}
      {kind === 'flow' ? <path d="M2 9h13M11 5l4 4-4 4" {...line} /> : null}
    </svg>
  )
}
