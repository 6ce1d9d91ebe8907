package main

import (
	"fmt"
	"math"

	"copydesk/rules/names/twin"
)

// penalty is the weight of the quadratic penalty; rounds is how many steps Newton's method
// takes at most.
const (
	penalty = 1.0
	rounds  = 25
)

// row is a sample of a logistic regression.
type row struct {
	x []float64
	y bool
}

// fit returns the weights of Features for the samples of sets.
func fit(sets []*set) []float64 {
	var rows []row
	for _, set := range sets {
		for i := range set.samples {
			s := &set.samples[i]
			rows = append(rows, row{s.Features[:], s.y})
		}
	}
	return regress(rows, len(twin.Features{}))
}

// regress returns the n weights of the logistic regression of rows.
func regress(rows []row, n int) []float64 {
	w := make([]float64, n)
	for range rounds {
		gradient, hessian := make([]float64, n), square(n)
		for i := range n {
			gradient[i], hessian[i][i] = -penalty*w[i], penalty
		}
		for i := range rows {
			accumulate(&rows[i], w, gradient, hessian)
		}
		step := solve(hessian, gradient)
		largest := 0.0
		for i := range w {
			w[i] += step[i]
			largest = max(largest, math.Abs(step[i]))
		}
		if largest < 1e-4 {
			break
		}
	}
	return w
}

func accumulate(s *row, w, gradient []float64, hessian [][]float64) {
	p := probability(s.x, w)
	y := 0.0
	if s.y {
		y = 1
	}
	for i, a := range s.x {
		if a == 0 {
			continue
		}
		gradient[i] += (y - p) * a
		for j, b := range s.x {
			hessian[i][j] += p * (1 - p) * a * b
		}
	}
}

func probability(x, w []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum += v * w[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

func square(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
	}
	return m
}

// solve solves m·x = b for a positive definite m, by elimination. It overwrites both.
func solve(m [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for j := i + 1; j < n; j++ {
			f := m[j][i] / m[i][i]
			if f == 0 {
				continue
			}
			for k := i; k < n; k++ {
				m[j][k] -= f * m[i][k]
			}
			b[j] -= f * b[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			b[i] -= m[i][j] * b[j]
		}
		b[i] /= m[i][i]
	}
	return b
}

func printWeights(comment, name string, w []float64) {
	fmt.Printf("// %s\nvar %s = Features{\n", comment, name)
	for i, v := range w {
		if i%8 == 0 {
			fmt.Print("\t")
		}
		fmt.Printf("%.3f,", v)
		if i%8 == 7 || i == len(w)-1 {
			fmt.Println()
		} else {
			fmt.Print(" ")
		}
	}
	fmt.Println("}")
}
