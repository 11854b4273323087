/** A browser that has no reader for PDF (most phones) would only show a hole: the link serves there. */
export default function previewPdf(element: HTMLElement) {
  if (navigator.pdfViewerEnabled !== false) return
  element.querySelector('iframe')?.remove()
  element.querySelector<HTMLElement>('.file__elsewhere')!.hidden = false
}
