/* The reference model in C: stands for what the processor can do. Blocks of 64 particles, loops over the block innermost, single
   precision, one xoshiro128+ a lane. gcc -O3 -march=native -ffast-math -fopenmp. Rows and fields are those of constants.py. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define L 64
#define LANES for (int i = 0; i < L; i++)
enum { SECTORS = 8, KINDS = 3, GOODS = 6, CARRIERS = 3, SHIFTS = 2, CELLS = 6, OWN_CELLS = 2, HIRED = 1, WEEK = 7, N_ROWS = 68 };
enum { ENFORCEMENT = 0, BELIEF = 8, FEE = 16, VESSELS = 24, DEMAND = 48, WEEK_FLOW = 50, WEEK_SEIZED = 58, E_BEFORE = 59, FEE_BEFORE = 67 };

typedef struct {
  float traders[KINDS][SECTORS], fleet[KINDS][SECTORS], usual[SECTORS], revert, shock, demand_revert, demand_shock;
  int32_t demand_of[GOODS];
  float margin[GOODS], load[CARRIERS], cost[KINDS][CELLS], keenness[KINDS], home[KINDS], loss_good[GOODS];
  float loss_carrier[KINDS][CARRIERS], seen[CARRIERS], shift[SHIFTS], renewal, learning, fee_speed, fee_share, hull, first_fee;
  float usual_flow[SECTORS], reported, dispersion;
  int32_t change_sectors[3];
  float change_cuts[4], change_slope;
  int32_t flow_sectors[2];
  float flow_cuts[4], flow_slope, fee_spread;
} Constants;
typedef struct { uint32_t a[L], b[L], c[L], d[L]; } Draws;
typedef float Row[L];

static inline float exp_(float x) {
  x = fminf(fmaxf(x, -87.f), 88.f);
  float k = rintf(x * 1.44269504f), r = x - k * 0.693359375f + k * 2.12194440e-4f;
  float y = ((((1.9875691500e-4f * r + 1.3981999507e-3f) * r + 8.3334519073e-3f) * r + 4.1665795894e-2f) * r + 1.6666665459e-1f) * r + 5.0000001201e-1f;
  union { int32_t i; float f; } power = {((int32_t)k + 127) << 23};
  return (y * r * r + r + 1.f) * power.f;
}
static inline float log_(float x) {
  union { float f; int32_t i; } u = {x};
  int32_t e = (u.i - 0x3f3504f3) >> 23;
  u.i -= e << 23;
  float m = u.f - 1.f, z = m * m;
  float y = (((7.0376836292e-2f * m - 1.1514610310e-1f) * m + 1.1676998740e-1f) * m - 1.2420140846e-1f) * m + 1.4249322787e-1f;
  y = (((y * m - 1.6668057665e-1f) * m + 2.0000714765e-1f) * m - 2.4999993993e-1f) * m + 3.3333331174e-1f;
  return m + (y * m * z - 0.5f * z) + (float)e * 0.69314718f;
}
static inline float logistic(float x) { return 1.f / (1.f + exp_(-x)); }

static inline void uniforms(Draws *g, Row u) { /* Blackman and Vigna (2021), xoshiro128+ */
  LANES {
    uint32_t sum = g->a[i] + g->d[i], t = g->b[i] << 9;
    g->c[i] ^= g->a[i]; g->d[i] ^= g->b[i]; g->b[i] ^= g->c[i]; g->a[i] ^= g->d[i]; g->c[i] ^= t;
    g->d[i] = g->d[i] << 11 | g->d[i] >> 21;
    u[i] = ((float)(int32_t)(sum >> 9) + 0.5f) * (1.f / 8388608.f);
  }
}
static inline float quantile(float u) { /* Giles (2012) */
  float x = 2.f * u - 1.f, w = -log_(4.f * u * (1.f - u)), a = w - 2.5f, b = sqrtf(w) - 3.f;
  float p = (((2.81022636e-08f * a + 3.43273939e-07f) * a - 3.5233877e-06f) * a - 4.39150654e-06f) * a + 0.00021858087f;
  p = (((p * a - 0.00125372503f) * a - 0.00417768164f) * a + 0.246640727f) * a + 1.50140941f;
  float q = (((-0.000200214257f * b + 0.000100950558f) * b + 0.00134934322f) * b - 0.00367342844f) * b + 0.00573950773f;
  q = (((q * b - 0.0076224613f) * b + 0.00943887047f) * b + 1.00167406f) * b + 2.83297682f;
  return (w < 5.f ? p : q) * x * 1.41421356f;
}
static inline void normals(Draws *g, Row z) { uniforms(g, z); LANES z[i] = quantile(z[i]); }

static __attribute__((noinline)) void binomial(Draws *g, const Row n, const Row p, Row out) {
  const float small_variance = 10.f;
  Row u, q, variance, x;
  int small = 0, large = 0;
  uniforms(g, u);
  LANES {
    float a = fminf(fmaxf(p[i], 0.f), 1.f);
    q[i] = a > 0.5f ? 1.f - a : a;
    variance[i] = n[i] * q[i] * (1.f - q[i]);
    small += variance[i] < small_variance;
    large += variance[i] >= small_variance;
  }
  if (large) LANES {
    float v = fmaxf(variance[i], small_variance), w = quantile(u[i]), w2 = w * w, inverse = 1.f / sqrtf(v);
    float skew = (1.f - 2.f * q[i]) * inverse, excess = inverse * inverse - 6.f / (n[i] + 1e-9f);
    float y = w + skew * (w2 - 1.f) * (1.f / 6) + excess * w * (w2 - 3.f) * (1.f / 24) - skew * skew * w * (2.f * w2 - 5.f) * (1.f / 36);
    x[i] = fminf(fmaxf(floorf(n[i] * q[i] + sqrtf(v - 1.f / 12) * y + 0.5f), 0.f), n[i]);
  }
  if (small) {
    Row term, total, odds, count;
    LANES {
      term[i] = total[i] = variance[i] < small_variance ? exp_(n[i] * log_(1.f - q[i])) : 2.f;
      odds[i] = q[i] / (1.f - q[i]);
      count[i] = 0.f;
    }
    for (int done = 0; done < 64; done += 4) {
      int open = 0;
      LANES open += u[i] > total[i];
      if (!open) break;
      for (int k = done; k < done + 4; k++) {
        float inverse = 1.f / (float)(k + 1);
        LANES {
          count[i] += u[i] > total[i] ? 1.f : 0.f;
          term[i] *= odds[i] * fmaxf(n[i] - (float)k, 0.f) * inverse;
          total[i] += term[i];
        }
      }
    }
    LANES x[i] = variance[i] < small_variance || !large ? fminf(count[i], n[i]) : x[i];
  }
  LANES out[i] = p[i] > 0.5f ? n[i] - x[i] : x[i];
}

static inline void seizure_chances(const Constants *c, const float *log_e, Row *chance) {
  LANES {
    float inverse = exp_(-log_e[i]);
    for (int k = 0; k < CELLS; k++) chance[k][i] = 1.f / (1.f + exp_(-(c->seen[k / SHIFTS] + c->shift[k % SHIFTS])) * inverse);
  }
}
static inline void weigh_cells(const Constants *c, int s, int f, const Row *x, const Row *margin, const Row *believed, Row *weight) {
  float keen = c->keenness[f];
  for (int cell = 0; cell < CELLS; cell++) {
    int k = cell / SHIFTS;
    float fixed = -keen * c->cost[f][cell] - c->home[f], paid = k == HIRED ? keen : 0.f, scale = keen * c->load[k];
    Row base;
    LANES { base[i] = fixed - paid * x[FEE + s][i] - keen * c->loss_carrier[f][k] * believed[cell][i]; weight[cell][i] = 0; }
    for (int g = 0; g < GOODS; g++) {
      float loss = c->loss_good[g];
      LANES weight[cell][i] += exp_(scale * (margin[g][i] - believed[cell][i] * loss) + base[i]);
    }
  }
  float whole = 1.f / (c->fleet[f][s] + 0.5f);
  for (int cell = 0; cell < OWN_CELLS; cell++) LANES weight[cell][i] *= (x[VESSELS + f * SECTORS + s][i] + 0.5f) * whole;
}
static inline void kind_day(const Constants *c, int s, int f, Row *x, const Row *margin, const Row *believed, const Row *chance, Draws *g,
                            Row *crossed, Row seized) {
  Row weight[CELLS], left, total, p, drawn, taken, lost;
  weigh_cells(c, s, f, x, margin, believed, weight);
  LANES { left[i] = c->traders[f][s]; total[i] = 1.f; lost[i] = 0.f; }
  for (int cell = 0; cell < CELLS; cell++) LANES total[i] += weight[cell][i];
  for (int cell = 0; cell < CELLS; cell++) {
    LANES p[i] = weight[cell][i] / total[i];
    binomial(g, left, p, drawn);
    LANES { left[i] -= drawn[i]; total[i] -= weight[cell][i]; crossed[cell][i] += drawn[i]; }
    if (cell < OWN_CELLS) { binomial(g, drawn, chance[cell], taken); LANES lost[i] += taken[i]; }
  }
  float *vessels = x[VESSELS + f * SECTORS + s], fleet = c->fleet[f][s];
  LANES {
    seized[i] += lost[i];
    vessels[i] = fmaxf(vessels[i] - lost[i], 0.f);
    left[i] = fmaxf(fleet - vessels[i], 0.f);
    p[i] = c->renewal;
  }
  binomial(g, left, p, drawn);
  LANES vessels[i] += drawn[i];
}
static void sector_day(const Constants *c, int s, Row *x, const Row *margin, Draws *g) {
  Row believed[CELLS], chance[CELLS], crossed[CELLS], seized, taken, expected, many;
  seizure_chances(c, x[BELIEF + s], believed);
  seizure_chances(c, x[ENFORCEMENT + s], chance);
  memset(crossed, 0, sizeof crossed);
  memset(seized, 0, sizeof seized);
  for (int f = 0; f < KINDS; f++) kind_day(c, s, f, x, margin, believed, chance, g, crossed, seized);
  for (int cell = OWN_CELLS; cell < CELLS; cell++) { binomial(g, crossed[cell], chance[cell], taken); LANES seized[i] += taken[i]; }
  LANES { expected[i] = 5.f; many[i] = 0.f; }
  for (int cell = 0; cell < CELLS; cell++) LANES { expected[i] += crossed[cell][i] * believed[cell][i]; many[i] += crossed[cell][i]; }
  float ask = c->fee_share * c->hull * 0.5f;
  LANES {
    x[BELIEF + s][i] += c->learning * log_((seized[i] + 5.f) / expected[i]);
    x[FEE + s][i] += c->fee_speed * (ask * (believed[0][i] + believed[1][i] - believed[2][i] - believed[3][i]) - x[FEE + s][i]);
    x[WEEK_FLOW + s][i] += many[i];
    x[WEEK_SEIZED][i] += seized[i];
  }
}
static void day(const Constants *c, Row *x, Draws *g, const float *orders) {
  Row z, margin[GOODS];
  for (int j = 0; j < 2; j++) { normals(g, z); LANES x[DEMAND + j][i] += c->demand_shock * z[i] - c->demand_revert * x[DEMAND + j][i]; }
  for (int s = 0; s < SECTORS; s++) {
    normals(g, z);
    LANES x[ENFORCEMENT + s][i] += c->revert * (c->usual[s] - x[ENFORCEMENT + s][i]) + orders[s] + c->shock * z[i];
  }
  for (int j = 0; j < GOODS; j++) LANES margin[j][i] = c->margin[j] * exp_(x[DEMAND + c->demand_of[j]][i]);
  for (int s = 0; s < SECTORS; s++) sector_day(c, s, x, margin, g);
}
static void new_week(Row *x) {
  for (int s = 0; s < SECTORS; s++) LANES { x[WEEK_FLOW + s][i] = 0.f; x[E_BEFORE + s][i] = x[ENFORCEMENT + s][i]; }
  LANES { x[WEEK_SEIZED][i] = 0.f; x[FEE_BEFORE][i] = x[FEE][i]; }
}
static void add_word(int word, const Row at, const float *cuts, Row out) {
  if (word < 0) return;
  float top = word < 4 ? cuts[word] : 60.f, bottom = word > 0 ? cuts[word - 1] : -60.f;
  LANES out[i] += log_(fmaxf(logistic(top - at[i]) - logistic(bottom - at[i]), 1e-9f));
}
static void weigh(const Constants *c, Row *x, const double *week, double *log_weights) {
  Row out, at;
  float k = c->dispersion, count = (float)week[6], ratio = (float)week[5];
  float ways = (float)(lgamma(week[6] + k) - lgamma(k) - lgamma(week[6] + 1) - log(c->fee_spread * 2.5066282746));
  LANES {
    float off = (ratio - log_(x[FEE][i] / x[FEE_BEFORE][i])) / c->fee_spread, mean = c->reported * x[WEEK_SEIZED][i] + 0.1f;
    out[i] = ways - 0.5f * off * off + k * log_(k / (k + mean)) + count * log_(mean / (k + mean));
  }
  for (int j = 0; j < 3; j++) {
    int s = c->change_sectors[j];
    LANES at[i] = c->change_slope * (x[ENFORCEMENT + s][i] - x[E_BEFORE + s][i]);
    add_word((int)week[j], at, c->change_cuts, out);
  }
  for (int j = 0; j < 2; j++) {
    int s = c->flow_sectors[j];
    LANES at[i] = c->flow_slope * log_((x[WEEK_FLOW + s][i] + 1.f) / c->usual_flow[s]);
    add_word((int)week[3 + j], at, c->flow_cuts, out);
  }
  LANES log_weights[i] += out[i];
}
static uint64_t splitmix(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15ull;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ z >> 27) * 0x94D049BB133111EBull;
  return z ^ z >> 31;
}
static void start(const Constants *c, Row *x, Draws *g) {
  Row z;
  memset(x, 0, sizeof(Row) * N_ROWS);
  for (int s = 0; s < SECTORS; s++) {
    normals(g, z); LANES { x[ENFORCEMENT + s][i] = c->usual[s] + 0.3f * z[i]; x[FEE + s][i] = c->first_fee; }
    normals(g, z); LANES x[BELIEF + s][i] = x[ENFORCEMENT + s][i] + 0.2f * z[i];
    for (int f = 0; f < KINDS; f++) LANES x[VESSELS + f * SECTORS + s][i] = c->fleet[f][s];
  }
  for (int j = 0; j < 2; j++) { normals(g, z); LANES x[DEMAND + j][i] = 0.1f * z[i]; }
  new_week(x);
}
/* Return the log likelihood of the first weeks of evidence: a bootstrap filter with systematic resampling. */
double filter(const Constants *c, const float *orders, const double *evidence, int blocks, int weeks, int threads, uint64_t seed) {
  long n = (long)blocks * L;
  Row(*x)[N_ROWS] = aligned_alloc(64, sizeof(Row) * N_ROWS * blocks), (*y)[N_ROWS] = aligned_alloc(64, sizeof(Row) * N_ROWS * blocks);
  Draws *g = aligned_alloc(64, sizeof(Draws) * blocks);
  double *lw = malloc(n * sizeof *lw), total = 0.0;
  int *chosen = malloc(n * sizeof *chosen);
  for (long i = 0; i < (long)blocks * 4 * L; i++) ((uint32_t *)g)[i] = (uint32_t)(splitmix(&seed) >> 32) | 1u;
  for (long i = 0; i < n; i++) lw[i] = -log((double)n);
#pragma omp parallel for num_threads(threads) schedule(static)
  for (int b = 0; b < blocks; b++) start(c, x[b], &g[b]);
  for (int w = 0; w < weeks; w++) {
#pragma omp parallel for num_threads(threads) schedule(static)
    for (int b = 0; b < blocks; b++) {
      for (int d = 0; d < WEEK; d++) day(c, x[b], &g[b], orders + (w * WEEK + d) * SECTORS);
      weigh(c, x[b], evidence + w * 7, lw + (long)b * L);
      new_week(x[b]);
    }
    double top = -INFINITY, sum = 0, squares = 0;
    for (long i = 0; i < n; i++) top = lw[i] > top ? lw[i] : top;
    for (long i = 0; i < n; i++) { double e = exp(lw[i] - top); sum += e; squares += e * e; }
    double gain = top + log(sum);
    total += gain;
    for (long i = 0; i < n; i++) lw[i] -= gain;
    if (sum * sum / squares >= 0.5 * n) continue;
    double u = (double)(splitmix(&seed) >> 11) / 9007199254740992.0, edge = exp(lw[0]);
    for (long i = 0, k = 0; i < n; i++) {
      while (edge < (i + u) / n && k < n - 1) edge += exp(lw[++k]);
      chosen[i] = (int)k;
    }
#pragma omp parallel for num_threads(threads) schedule(static)
    for (int b = 0; b < blocks; b++)
      for (int r = 0; r < N_ROWS; r++) LANES { int k = chosen[b * L + i]; y[b][r][i] = x[k / L][r][k % L]; }
    Row(*swap)[N_ROWS] = x; x = y; y = swap;
    for (long i = 0; i < n; i++) lw[i] = -log((double)n);
  }
  free(x); free(y); free(g); free(lw); free(chosen);
  return total;
}
