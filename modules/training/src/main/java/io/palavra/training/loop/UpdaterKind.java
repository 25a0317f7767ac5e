package io.palavra.training.loop;

import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** How a gradient becomes an update; all but the learning rate as Deeplearning4j has it. */
public enum UpdaterKind {
  /** Kingma and Ba 2015. */
  ADAM {
    @Override
    IUpdater at(ISchedule learningRate) {
      return new Adam(learningRate);
    }
  },
  /** Adam whose {@code l2} decays the weights instead of joining the gradient: Loshchilov 2019. */
  ADAMW {
    @Override
    IUpdater at(ISchedule learningRate) {
      return new Adam(learningRate);
    }
  },
  /** Adam whose step never grows because a gradient is forgotten: Reddi et al. 2018. */
  AMSGRAD {
    @Override
    IUpdater at(ISchedule learningRate) {
      return new AMSGrad(learningRate);
    }
  },
  /** Adam with Nesterov's momentum: Dozat 2016. */
  NADAM {
    @Override
    IUpdater at(ISchedule learningRate) {
      return new Nadam(learningRate);
    }
  },
  /** Plain stochastic gradient descent. */
  SGD {
    @Override
    IUpdater at(ISchedule learningRate) {
      return new Sgd(learningRate);
    }
  },
  /** Gradient descent with Nesterov's momentum of 0.9. */
  MOMENTUM {
    @Override
    IUpdater at(ISchedule learningRate) {
      return new Nesterovs(learningRate, Nesterovs.DEFAULT_NESTEROV_MOMENTUM);
    }
  },
  /** Duchi et al. 2011. */
  ADAGRAD {
    @Override
    IUpdater at(ISchedule learningRate) {
      return new AdaGrad(learningRate, AdaGrad.DEFAULT_ADAGRAD_EPSILON);
    }
  },
  /** Hinton 2012, lecture 6e. */
  RMSPROP {
    @Override
    IUpdater at(ISchedule learningRate) {
      return new RmsProp(learningRate);
    }
  };

  abstract IUpdater at(ISchedule learningRate);
}
