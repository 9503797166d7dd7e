import Box from '@mui/material/Box'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleInfo } from '../../../shared/domain/rule.ts'
import { StrideBadge } from '../../ui/StrideBadge.tsx'
import { TemplateText } from './TemplateText.tsx'

interface RuleListProps {
  rules: readonly RuleInfo[]
  current: string | null
  isOn: (rule: RuleInfo) => boolean
  findings: ReadonlyMap<string, number>
  onCurrent: (id: string) => void
}

const rowHeight = 72

/** A virtual list with one current rule. */
export function RuleList({ rules, current, isOn, findings, onCurrent }: RuleListProps) {
  const { t } = useTranslation(['rules', 'common'])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: rules.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8 })
  const at = rules.findIndex((rule) => rule.id === current)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  return (
    <Box ref={scroller} sx={{ height: '100%', overflow: 'auto' }}>
      <Box role="list" aria-label={t('title')} sx={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const rule = rules[item.index]
          if (!rule) return null
          const on = isOn(rule)
          const count = findings.get(rule.id) ?? 0
          return (
            <Box
              key={rule.id}
              role="listitem"
              data-rule={rule.id}
              aria-current={rule.id === current}
              onClick={() => onCurrent(rule.id)}
              sx={{
                position: 'absolute', top: 0, left: 0, right: 0, height: rowHeight, transform: `translateY(${item.start}px)`, display: 'flex', alignItems: 'center', gap: 2, px: 3, cursor: 'pointer',
                borderBottom: '1px solid', borderColor: 'divider', borderLeft: '3px solid', borderLeftColor: rule.id === current ? 'primary.main' : 'transparent', bgcolor: rule.id === current ? 'action.selected' : 'transparent',
              }}
            >
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Box sx={{ fontWeight: 600, lineHeight: 1.35, overflow: 'hidden', display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', color: on ? 'text.primary' : 'text.secondary', textDecoration: on ? 'none' : 'line-through' }}>
                  <TemplateText text={rule.title} />
                </Box>
                <Box sx={{ fontSize: 12, color: 'text.secondary', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>{rule.id}</Box>
              </Box>
              <Box sx={{ display: 'flex', gap: 1 }}>
                {rule.stride.map((category) => (
                  <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />
                ))}
              </Box>
              <Box title={t('findingCount', { count })} aria-label={t('findingCount', { count })} sx={{ width: 28, textAlign: 'right', fontWeight: 650, color: count > 0 ? 'text.primary' : 'text.secondary', opacity: count > 0 ? 1 : 0.7 }}>
                {count}
              </Box>
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}
