/** The account of the console that the demo has, and that production refuses. */
export const DEMO_OPERATOR = {
  email: 'operateur@guichet.fr',
  name: 'Denise Baudu',
  password: 'guichet2017',
}
