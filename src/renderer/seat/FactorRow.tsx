import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Rubric } from '../../shared/domain/rubric.ts'
import type { Vote } from '../../shared/domain/workshop.ts'
import { Abstain } from './Abstain.tsx'
import type { Row } from './ballot.ts'
import type { Ghost } from './ghost.ts'
import { t } from './i18n.ts'
import { CheckIcon, SendingIcon, WarnIcon } from './icons.tsx'
import { anchors, nearestAnchor, rubricText } from './rubric.ts'
import { ValueRadios } from './ValueRadios.tsx'

function ghostText({ value, from }: Ghost): string {
  return from === null ? t('ghost.again', { value }) : t('ghost.other', { value, id: from })
}

function Mark({ row, ghost }: { row: Row; ghost: Ghost | null }): JSX.Element {
  if (row.state === 'recorded') return <span class="mark recorded"><CheckIcon />{t('vote.recorded')}</span>
  if (row.state === 'sending') return <span class="mark sending"><SendingIcon />{t('vote.sending')}</span>
  if (row.state === 'not-counted') return <span class="mark refused"><WarnIcon />{t('vote.notCounted')}</span>
  if (ghost) return <span class="mark ghost" aria-hidden="true">{ghost.from === null ? t('ghost.shortAgain', { value: ghost.value }) : t('ghost.short', { value: ghost.value, id: ghost.from })}</span>
  return <span class="mark none" aria-hidden="true" />
}

function Anchors({ row, rubric, id }: { row: Row; rubric: Rubric | null; id: string }): JSX.Element {
  return (
    <dl class="anchors" id={id}>
      {anchors.map((anchor) => (
        <div key={anchor}>
          <dt>{anchor}</dt>
          <dd>{rubricText(rubric, row.factor, anchor)}</dd>
        </div>
      ))}
    </dl>
  )
}

function hintOf(row: Row, rubric: Rubric | null, pointed: number | null): JSX.Element | string {
  if (row.vote && 'abstained' in row.vote) return row.vote.abstained === '' ? t('abstain.plain') : t('abstain.done', { reason: row.vote.abstained })
  const value = pointed ?? (row.vote && 'value' in row.vote ? row.vote.value : null)
  if (value === null) return t(`ask.${row.factor}`)
  const anchor = nearestAnchor(value)
  return <><b class="at">{anchor}</b>{rubricText(rubric, row.factor, anchor)}</>
}

/** One factor of the ballot: ten values, the rubric's text under them, and what became of the tap. */
export function FactorRow({ row, rubric, ghost, disabled, onVote, onNext }: { row: Row; rubric: Rubric | null; ghost: Ghost | null; disabled: boolean; onVote: (vote: Vote) => void; onNext: () => void }): JSX.Element {
  const [open, setOpen] = useState<'rubric' | 'abstain' | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const name = t(`factor.${row.factor}`)
  const abstained = row.vote !== null && 'abstained' in row.vote
  return (
    <section class={`factor is-${row.state}`} data-factor={row.factor}>
      <header>
        <h2 id={`name-${row.factor}`}>{name}</h2>
        <button
          type="button"
          class="quiet round"
          aria-expanded={open === 'rubric'}
          aria-controls={`rubric-${row.factor}`}
          aria-label={t(open === 'rubric' ? 'rubric.hide' : 'rubric.show', { factor: name })}
          onClick={() => setOpen(open === 'rubric' ? null : 'rubric')}
        >
          ?
        </button>
        <Mark row={row} ghost={ghost} />
      </header>
      <ValueRadios
        factor={row.factor}
        value={row.vote && 'value' in row.vote ? row.vote.value : null}
        disabled={disabled}
        ghost={ghost && { value: ghost.value, text: ghostText(ghost) }}
        onPoint={setPointed}
        onChoose={(value) => {
          setOpen(null)
          onVote({ value })
        }}
        onNext={onNext}
      />
      <div class="under">
        <p class="hint" id={`hint-${row.factor}`}>{open === null && hintOf(row, rubric, pointed)}</p>
        <button type="button" class="quiet" aria-pressed={abstained} aria-expanded={open === 'abstain'} disabled={disabled} aria-label={t('abstain.on', { factor: name })} onClick={() => setOpen(open === 'abstain' ? null : 'abstain')}>
          {t('abstain')}
        </button>
      </div>
      {open === 'rubric' && <Anchors row={row} rubric={rubric} id={`rubric-${row.factor}`} />}
      {open === 'abstain' && (
        <Abstain
          factor={row.factor}
          onCancel={() => setOpen(null)}
          onAbstain={(reason) => {
            setOpen(null)
            onVote({ abstained: reason })
          }}
        />
      )}
    </section>
  )
}
