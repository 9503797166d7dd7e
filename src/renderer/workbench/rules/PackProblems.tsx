import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { PackProblem } from '../../../shared/domain/rule.ts'
import { packProblemText } from '../phrases.ts'

/** Own packs that are left out: which file, where, why, and the way to mend it. */
export function PackProblems({ problems, onEdit }: { problems: readonly PackProblem[]; onEdit: (file: string) => void }) {
  const { t } = useTranslation('rules')
  const files = [...new Set(problems.map(({ file }) => file))]
  return files.map((file) => {
    const of = problems.filter((problem) => problem.file === file)
    return (
      <Alert
        key={file}
        severity="warning"
        sx={{ borderRadius: 0 }}
        action={
          <Button color="inherit" onClick={() => onEdit(file)}>
            {t('problem.mend')}
          </Button>
        }
      >
        <strong>{t('problem.leftOut', { file })}</strong>
        {of.slice(0, 3).map((problem, index) => (
          <Box key={index}>
            {t('editor.place', { line: problem.line, column: problem.column })}: {packProblemText(problem)}
          </Box>
        ))}
        {of.length > 3 ? <Box>{t('problem.more', { count: of.length - 3 })}</Box> : null}
      </Alert>
    )
  })
}
