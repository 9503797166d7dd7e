import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withoutSealedAnswers } from '../workshop/entry/sealed-drop.ts'
import { useImport } from './useImport.tsx'

/** Takes files that are dropped anywhere on the window into `project`, or each into a new one where it is null. */
export function DropZone({ project }: { project: string | null }) {
  const { t } = useTranslation()
  const { importFiles } = useImport()
  const [over, setOver] = useState(false)
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    function onDragOver(event: DragEvent) {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    function onDragLeave(event: DragEvent) {
      if (event.relatedTarget === null) setOver(false)
    }
    function onDrop(event: DragEvent) {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      void withoutSealedAnswers([...(event.dataTransfer?.files ?? [])]).then((files) => files.length > 0 && importFiles(files, project))
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [importFiles, project])
  if (!over) return null
  return (
    <Box sx={{ position: 'fixed', inset: 12, zIndex: 2000, display: 'grid', placeItems: 'center', borderRadius: '16px', border: '2px dashed', borderColor: 'primary.main', bgcolor: 'background.paper', opacity: 0.96, pointerEvents: 'none' }}>
      <Box sx={{ textAlign: 'center', color: 'primary.main' }}>
        <FileDown size={40} />
        <Typography variant="h1" component="p" sx={{ mt: 2 }}>
          {t('import.drop')}
        </Typography>
        <Typography sx={{ color: 'text.secondary' }}>{t('import.dropText')}</Typography>
      </Box>
    </Box>
  )
}
