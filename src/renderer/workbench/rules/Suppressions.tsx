import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { BellOff, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Suppression } from '../../../shared/domain/rule.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { usePartLabels } from '../threats/parts.ts'

/** Where which rule is silent, why, and the way back. */
export function Suppressions({ project, suppressed, onTakeBack }: { project: string; suppressed: readonly Suppression[]; onTakeBack: (one: Suppression) => void }) {
  const { t, i18n } = useTranslation('rules')
  const labels = usePartLabels(project)
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' })
  if (suppressed.length === 0) return <EmptyState icon={<BellOff size={26} />} title={t('suppressions.none')} text={t('suppressions.noneText')} />
  return (
    <Box sx={{ p: 6, maxWidth: 1100 }}>
      <Table size="small" aria-label={t('suppressions.title')}>
        <TableHead>
          <TableRow>
            {(['rule', 'on', 'reason', 'since'] as const).map((column) => (
              <TableCell key={column}>{t(`suppressions.${column}`)}</TableCell>
            ))}
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {suppressed.map((one) => (
            <TableRow key={`${one.rule} ${one.on}`}>
              <TableCell sx={{ fontWeight: 600 }}>{one.rule}</TableCell>
              <TableCell>{labels.get(one.on) ?? t('suppressions.partGone')}</TableCell>
              <TableCell>{one.reason}</TableCell>
              <TableCell sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{date.format(new Date(one.at))}</TableCell>
              <TableCell align="right">
                <Button startIcon={<RotateCcw size={14} />} onClick={() => onTakeBack(one)}>
                  {t('suppressions.takeBack')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
