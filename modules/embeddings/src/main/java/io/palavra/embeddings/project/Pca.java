package io.palavra.embeddings.project;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Principal components (Hotelling 1933).
 *
 * @param places rows along the first components
 * @param explained share of the variance that they have
 */
record Pca(double[][] places, double explained) {

  static Pca of(double[][] rows, int components) {
    int n = rows[0].length;
    double[] mean = new double[n];
    for (double[] row : rows) {
      for (int i = 0; i < n; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    // Of a covariance singular vectors are eigenvectors. The library's eigendecomposition gives up
    // where there are fewer words than numbers in a vector.
    SingularValueDecomposition parts =
        new SingularValueDecomposition(new Array2DRowRealMatrix(covariance(rows, mean), false));
    double[] values = parts.getSingularValues();
    double[][] places = new double[rows.length][components];
    double kept = 0;
    for (int k = 0; k < Math.min(components, n); k++) {
      double[] axis = fixed(parts.getU().getColumn(k));
      kept += values[k];
      for (int r = 0; r < rows.length; r++) {
        for (int i = 0; i < n; i++) {
          places[r][k] += (rows[r][i] - mean[i]) * axis[i];
        }
      }
    }
    double all = Arrays.stream(values).sum();
    return new Pca(places, all > 0 ? kept / all : 1);
  }

  /** An axis has two directions; the one whose largest number is positive is taken. */
  private static double[] fixed(double[] axis) {
    double largest = 0;
    for (double value : axis) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    for (int i = 0; i < axis.length && largest < 0; i++) {
      axis[i] = -axis[i];
    }
    return axis;
  }

  private static double[][] covariance(double[][] rows, double[] mean) {
    int n = mean.length;
    double[][] sums = new double[n][n];
    for (double[] row : rows) {
      for (int i = 0; i < n; i++) {
        double x = row[i] - mean[i];
        for (int j = 0; j <= i; j++) {
          sums[i][j] += x * (row[j] - mean[j]);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        sums[i][j] /= rows.length;
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }
}
