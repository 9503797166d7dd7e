import Button from '@mui/material/Button'
import { BookOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { rulesPath } from '../rules/rules-url.ts'
import { Card } from './Card.tsx'

/** The way to packs and rules, which have a page of their own. */
export function RulesCard({ project }: { project: string }) {
  const { t } = useTranslation('settings')
  const [, navigate] = useLocation()
  return (
    <Card title={t('rules')} text={t('rulesText')}>
      <Button variant="outlined" startIcon={<BookOpen size={15} />} sx={{ justifySelf: 'start' }} onClick={() => navigate(rulesPath(project))}>
        {t('rulesShow')}
      </Button>
    </Card>
  )
}
