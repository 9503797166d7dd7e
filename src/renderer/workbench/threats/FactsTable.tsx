import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import type { FactOn } from '../../../shared/domain/finding.ts'
import { originText } from '../model/origin.ts'
import { useVocabulary } from '../model/useVocabulary.ts'
import { answerText } from '../phrases.ts'

/** The facts that a rule read, with what they are now and where that comes from; one that nobody knows stands out. */
export function FactsTable({ facts, nameOf }: { facts: readonly FactOn[]; nameOf: (part: string) => string }) {
  const { t } = useTranslation('threats')
  const { facts: definitions } = useVocabulary()
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          {(['on', 'fact', 'value', 'origin'] as const).map((column) => (
            <TableCell key={column}>{t(`factsColumn.${column}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {facts.map(({ on, fact, value }) => {
          const definition = definitions.find(({ name }) => name === fact)
          return (
            <TableRow key={`${on}/${fact}`}>
              <TableCell>{nameOf(on)}</TableCell>
              <TableCell>{definition?.label ?? fact}</TableCell>
              <TableCell sx={{ fontWeight: value === null || value.value === 'unknown' ? 650 : 400 }}>{answerText(definition, value?.value ?? 'unknown')}</TableCell>
              <TableCell sx={{ color: 'text.secondary' }}>{value ? originText(value) : ''}</TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}
