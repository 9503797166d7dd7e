import Button from '@mui/material/Button'
import { FileDown, LayoutTemplate, Library, TextCursorInput, Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** What an empty model says: import, draw, or look at how a finished one looks. */
export function EmptyModel({ onImport, onDraw, onQuick, onTemplate }: { onImport: () => void; onDraw: () => void; onQuick: () => void; onTemplate: () => void }) {
  const { t } = useTranslation(['model', 'common', 'blueprints'])
  return (
    <EmptyState
      icon={<Workflow size={26} />}
      title={t('empty.title')}
      text={t('empty.text')}
      actions={
        <>
          <Button variant="contained" size="medium" startIcon={<FileDown size={16} />} onClick={onImport}>
            {t('common:import.action')}
          </Button>
          <Button variant="outlined" size="medium" startIcon={<Workflow size={16} />} onClick={onDraw}>
            {t('empty.draw')}
          </Button>
          <Button variant="outlined" size="medium" startIcon={<TextCursorInput size={16} />} onClick={onQuick}>
            {t('empty.quick')}
          </Button>
          <Button variant="outlined" size="medium" startIcon={<LayoutTemplate size={16} />} onClick={onTemplate}>
            {t('blueprints:new')}
          </Button>
          <Button size="medium" component={Link} href="/" startIcon={<Library size={16} />}>
            {t('empty.samples')}
          </Button>
        </>
      }
    />
  )
}
