let region: HTMLElement | undefined

/** Says something to those who do not see it, when they have finished what they do. */
export function announce(text: string) {
  if (!region) {
    region = document.createElement('p')
    region.className = 'visually-hidden'
    region.setAttribute('role', 'status')
    document.querySelector('main')!.append(region)
  }
  // A region that has just come into the page is not listened to yet.
  const there = region
  setTimeout(() => (there.textContent = text), 100)
}
