import { AlarmClock, Flag, Flame } from 'lucide-react'
import type { ReactNode } from 'react'
import { isUnscored } from '../../../../shared/domain/completeness.ts'
import { dreadFactors } from '../../../../shared/domain/dread.ts'
import { rankText } from '../../../../shared/domain/rank-text.ts'
import type { GridColumn } from '../../../../shared/domain/register-view.ts'
import { strideLetter } from '../../../../shared/domain/stride.ts'
import { standingScore } from '../../../../shared/domain/threat.ts'
import { SeverityChip } from '../../../ui/SeverityChip.tsx'
import type { GridRow } from './grid-row.ts'
import type { GridWords } from './useGridWords.ts'

const markerText = { plus: '+', minus: '–', none: '' } as const

/** What stands in one cell. A function, not a component, and without hooks: there are hundreds of cells on a screen. */
export function gridCell(row: GridRow, column: GridColumn, words: GridWords): ReactNode {
  const { threat } = row
  const { decision } = threat
  switch (column) {
    case 'id':
      return <b>{threat.displayId}</b>
    case 'title':
      return (
        <span title={threat.title} className={threat.gone === null ? 'register-title' : 'register-title register-gone'}>
          {threat.title}
        </span>
      )
    case 'affected':
      return (
        <span title={row.affected.join(', ')} className="register-quiet">
          {row.affected.join(', ')}
        </span>
      )
    case 'stride':
      return <span title={threat.stride.map((category) => words.stride[category]).join(', ')}>{threat.stride.map((category) => strideLetter[category]).join(' ')}</span>
    case 'total':
      return totalCell(row, words)
    case 'rank':
      return row.tied ? <span title={words.tied}>{rankText(row)}</span> : rankText(row)
    case 'interval':
      return row.interval ? <span className="register-quiet">{`${row.interval.q1}–${row.interval.q3}`}</span> : ''
    case 'current':
      return row.residual.current?.total ?? ''
    case 'target':
      return row.residual.target?.total ?? ''
    case 'band':
      return bandCell(row, words)
    case 'marker':
      return <b>{markerText[threat.marker]}</b>
    case 'concerns':
      return threat.concerns?.map((concern) => words.concern[concern]).join(', ') ?? ''
    case 'response':
      if (decision) return words.response[decision.response]
      return (
        <span className="register-quiet">
          {row.mustTreat ? <Flag size={14} role="img" aria-label={words.mustTreat} /> : null}
          {words.response.none}
        </span>
      )
    case 'riskOwner':
      return decision?.riskOwner ?? ''
    case 'owner':
      return decision?.owner ?? ''
    case 'due':
      if (!row.overdue) return decision?.due ?? ''
      return (
        <span className="register-late">
          <AlarmClock size={14} role="img" aria-label={words.overdue} />
          {decision?.due ?? ''}
        </span>
      )
    case 'approver':
      return decision?.approver ?? ''
    case 'decidedOn':
      return decision?.decidedOn ?? ''
    case 'expires':
      return decision?.expires ?? ''
    case 'mitigations':
      return row.covering.length === 0 ? '' : `${row.covering.filter(({ status }) => status !== 'planned').length}/${row.covering.length}`
    case 'status':
      return words.status[row.status]
    case 'created':
      return threat.createdAt.slice(0, 10)
  }
}

/** The five values and their sum; quieter, and in italics, while nobody has scored the threat. */
function totalCell(row: GridRow, words: GridWords): ReactNode {
  const values = standingScore(row.threat)?.values
  return (
    <span title={words.origin[row.origin ?? 'none']} {...(isUnscored(row) ? { className: 'register-unscored' } : {})}>
      <span className="register-values">{values ? dreadFactors.map((factor) => values[factor]).join(' ') : ''}</span>
      <b>{row.total ?? (row.threat.imported?.score ? `Ø ${row.threat.imported.score}` : '–')}</b>
    </span>
  )
}

/** A band. A threat that nobody scored says so, also where its rule suggests one or its file states one. */
function bandCell(row: GridRow, words: GridWords): ReactNode {
  const stated = row.threat.imported?.severity ?? ''
  return (
    <span className="register-band">
      {row.band ? <SeverityChip band={row.band} label={words.band[row.band]} /> : stated === '' ? null : <span className="register-quiet">{stated}</span>}
      {row.severeDamage ? (
        <Flame size={15} role="img" aria-label={words.severeDamage}>
          <title>{words.severeDamage}</title>
        </Flame>
      ) : null}
      {isUnscored(row) ? <small>{words.origin.none}</small> : null}
    </span>
  )
}
