import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reportFormats } from '../../../../shared/domain/workshop-report.ts'
import { type ReportWish, useReportExport } from './useReportExport.tsx'

/** The report as a file. Without names it can go to people who were not in the room. */
export function ExportMenu({ workshop, named }: { workshop: string; named: boolean }) {
  const { t } = useTranslation('after')
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const { run, dialog } = useReportExport(workshop)
  const item = (wish: ReportWish) => (
    <MenuItem
      key={`${wish.format} ${wish.cut}`}
      onClick={() => {
        setMenu(null)
        run(wish)
      }}
    >
      {wish.cut === 'nothing' ? t(`export.${wish.format}`) : t('export.cut', { format: t(`export.${wish.format}`) })}
    </MenuItem>
  )
  return (
    <>
      <Button variant="outlined" startIcon={<Download size={15} />} aria-haspopup="menu" onClick={(event) => setMenu(event.currentTarget)}>{t('export.button')}</Button>
      <Menu anchorEl={menu} open={menu !== null} onClose={() => setMenu(null)}>
        {reportFormats.map((format) => item({ format, cut: 'nothing' }))}
        {named ? <Divider /> : null}
        {named ? reportFormats.map((format) => item({ format, cut: 'names-and-votes' })) : null}
      </Menu>
      {dialog}
    </>
  )
}
