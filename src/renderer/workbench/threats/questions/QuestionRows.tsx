import Box from '@mui/material/Box'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { questionText } from '../../phrases.ts'
import type { QuestionRow } from './question-rows.ts'
import type { Questions } from './useQuestions.ts'

const rowHeight = 76

/** A virtual list of the questions, with one that is current. */
export function QuestionRows({ rows, current, data, onCurrent }: { rows: readonly QuestionRow[]; current: number; data: Questions; onCurrent: (index: number) => void }) {
  const { t } = useTranslation('questions')
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8 })
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' })
  }, [current, virtual])
  return (
    <Box ref={scroller} sx={{ height: '100%', overflow: 'auto' }} tabIndex={0} aria-label={t('list')} role="group">
      <Box role="list" aria-label={t('list')} sx={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return null
          const here = item.index === current
          const [first] = row.questions
          const many = row.questions.length > 1
          return (
            <Box key={row.id} role="listitem" sx={{ position: 'absolute', top: 0, left: 0, right: 0, height: rowHeight, transform: `translateY(${item.start}px)` }}>
              <Box
                onClick={() => onCurrent(item.index)}
                aria-current={here}
                data-question={`${row.fact} ${many ? '' : first.on}`.trim()}
                sx={{ height: '100%', px: 4, py: 2, cursor: 'pointer', borderBottom: '1px solid', borderColor: 'divider', borderLeft: '3px solid', borderLeftColor: here ? 'primary.main' : 'transparent', bgcolor: here ? 'action.selected' : 'transparent', color: row.passed ? 'text.secondary' : 'text.primary' }}
              >
                <Box sx={{ fontWeight: here ? 650 : 550, lineHeight: 1.35, overflow: 'hidden', display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical' }}>
                  {questionText(data.definitionOf(row.fact), many ? '…' : (data.labels.get(first.on) ?? ''))}
                </Box>
                <Box sx={{ fontSize: 12, color: 'text.secondary', mt: 0.5 }}>
                  {many ? <b>{t('parts', { count: row.questions.length })} · </b> : null}
                  {row.passed ? t('passedOver') : t('settlesFindings', { count: row.settles })}
                </Box>
              </Box>
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}
