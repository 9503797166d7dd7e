import type { DocumentPart } from './document.ts'

/** The standards that a report says where to look for. */
export const fieldMapStandards = ['iso27005', 'cra', 'pci', 'fda', 'iec62443'] as const
export type FieldMapStandard = (typeof fieldMapStandards)[number]

/** What one clause asks about (a text by this key), and the parts of a report that hold what is known of it. */
export interface FieldMapRow<Ask extends string> {
  clause: string
  asks: Ask
  parts: readonly DocumentPart[]
}

/**
 * Where a report holds what a standard asks about. A help to find things: it says nothing of whether what stands there is enough.
 * Clauses are of ISO/IEC 27005:2022, Regulation (EU) 2024/2847, PCI DSS 4.0.1, the FDA's premarket guidance of 2023 and IEC 62443-4-1:2018.
 */
export const fieldMaps = {
  iso27005: [
    { clause: '6.4', asks: 'criteria', parts: ['scope'] },
    { clause: '6.5', asks: 'method', parts: ['method'] },
    { clause: '7.2.1', asks: 'identify', parts: ['register', 'threats'] },
    { clause: '7.2.2', asks: 'riskOwners', parts: ['decisions', 'register'] },
    { clause: '7.3', asks: 'analyse', parts: ['threats', 'votes'] },
    { clause: '7.4', asks: 'evaluate', parts: ['summary', 'register'] },
    { clause: '8.2, 8.3', asks: 'options', parts: ['decisions', 'mitigations'] },
    { clause: '8.6', asks: 'treatmentPlan', parts: ['decisions', 'mitigations', 'actions', 'signOff'] },
  ],
  cra: [
    { clause: 'Art. 13 (2)', asks: 'craAssessment', parts: ['register', 'threats', 'decisions'] },
    { clause: 'Art. 13 (3)', asks: 'craUse', parts: ['scope'] },
    { clause: 'Art. 13 (3)', asks: 'craRequirements', parts: ['decisions', 'mitigations'] },
    { clause: 'Art. 13 (3), (7)', asks: 'craUpdate', parts: ['scope', 'signOff'] },
    { clause: 'Art. 13 (4)', asks: 'craFile', parts: ['signOff'] },
    { clause: 'Annex I, I (1)', asks: 'craLevel', parts: ['summary', 'decisions'] },
    { clause: 'Annex I, I (2)', asks: 'craProperties', parts: ['threats', 'decisions'] },
  ],
  pci: [
    { clause: '12.3.1', asks: 'pciAssets', parts: ['scope'] },
    { clause: '12.3.1', asks: 'pciThreats', parts: ['register', 'threats'] },
    { clause: '12.3.1', asks: 'pciFactors', parts: ['threats', 'votes', 'method'] },
    { clause: '12.3.1', asks: 'pciResult', parts: ['decisions', 'summary'] },
    { clause: '12.3.1', asks: 'pciReview', parts: ['scope', 'signOff'] },
  ],
  fda: [
    { clause: 'V.A.1', asks: 'fdaModel', parts: ['scope', 'pictures', 'threats'] },
    { clause: 'V.A.2', asks: 'fdaRisk', parts: ['method', 'register', 'decisions'] },
    { clause: 'V.B', asks: 'fdaViews', parts: ['pictures'] },
    { clause: 'V.C', asks: 'fdaTesting', parts: ['mitigations', 'threats'] },
  ],
  iec62443: [
    { clause: 'SR-1', asks: 'iecContext', parts: ['scope'] },
    { clause: 'SR-2', asks: 'iecModel', parts: ['pictures', 'register', 'threats'] },
    { clause: 'SR-2', asks: 'iecReview', parts: ['scope', 'attendance', 'signOff'] },
    { clause: 'SR-3', asks: 'iecRequirements', parts: ['mitigations', 'decisions'] },
    { clause: 'SVV-2', asks: 'iecTesting', parts: ['mitigations', 'threats'] },
  ],
} as const satisfies Record<FieldMapStandard, readonly FieldMapRow<string>[]>

export type FieldMapAsk = (typeof fieldMaps)[FieldMapStandard][number]['asks']
